package dev.trailwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTypesTest {
  @ParameterizedTest
  @MethodSource("types")
  void isSerialisedAsAPojoWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void thereAreSuchTypes() {
    assertThat(types()).contains(RawRecord.class, PartialSum.class, AlarmMemory.class);
  }

  static List<Class<?>> types() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.trailwatch.wire")
            .stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }
}
