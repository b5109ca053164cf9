package dev.trailwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Everything under {@code deploy/}: formatted, valid, tested, documented. */
class DeployITCase {
  @Test
  void modulesExamplesAndUnitsAreSound() throws Exception {
    assumeTrue(Terraform.isHere("the checks of deploy/"));

    Terraform.Outcome outcome = Terraform.run("./check.sh", 15);

    System.out.println(outcome.output);
    assertThat(outcome.code).as(outcome.output).isZero();
  }
}
