package dev.trailwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.FieldVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Handle;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Type;
import org.junit.jupiter.api.Test;

/**
 * The jar for Flink is made of cut and of exchanged libraries: what its code asks for is in it, or
 * on every cluster, or one of the few things that are left out on purpose.
 */
class LinksITCase {
  /** What a cluster brings along. */
  private static final List<String> CLUSTER =
      List.of(
          "java/",
          "javax/",
          "jdk/",
          "sun/",
          "com/sun/",
          "org/w3c/",
          "org/xml/",
          "org/ietf/",
          "org/slf4j/",
          "org/apache/commons/lang3/",
          "org/apache/commons/collections/",
          "org/apache/flink/");

  /** What Flink's own names do not bring along. */
  private static final List<String> NO_CLUSTER =
      List.of(
          "javax/xml/bind/",
          "org/apache/flink/kinesis/",
          "org/apache/flink/connector/kinesis/",
          "org/apache/flink/streaming/connectors/kinesis/");

  /** What libraries use if it is there, and never is here. */
  private static final List<String> OPTIONAL =
      List.of(
          // Netty: other compressions, other TLS engines, loggers, builders of native images
          "com/aayushatharva/brotli4j/",
          "com/github/luben/zstd/",
          "com/jcraft/jzlib/",
          "com/ning/compress/",
          "com/oracle/svm/",
          "io/netty/internal/tcnative/",
          "lzma/sdk/",
          "net/jpountz/",
          "org/bouncycastle/",
          "org/conscrypt/",
          "org/eclipse/jetty/",
          "org/apache/logging/log4j/",
          "reactor/blockhound/",
          // commons-logging's ways to old loggers
          "org/apache/avalon/",
          "org/apache/log/",
          "org/apache/log4j/",
          // the HTTP client's other compressions
          "org/apache/commons/compress/",
          // the AWS SDK's native transport and signatures, for which we do not ask
          "software/amazon/awssdk/crt/",
          // the AWS SDK's Ion, which one service speaks
          "org/apache/flink/kinesis/shaded/software/amazon/ion/");

  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Set<String>> missing = new TreeMap<>();
  private long calls;

  /** A class: what it inherits and what it has. */
  private record Shape(List<String> parents, Set<String> members) {}

  @Test
  void whatTheCodeAsksForIsThere() throws Exception {
    try (JarFile jar = new JarFile(Path.of("target/trailwatch-flink.jar").toFile())) {
      List<ZipEntry> classes =
          jar.stream()
              .map(ZipEntry.class::cast)
              .filter(entry -> entry.getName().endsWith(".class"))
              .filter(entry -> !entry.getName().startsWith("META-INF/"))
              .toList();
      for (ZipEntry entry : classes) {
        read(jar, entry, new Outline());
      }
      for (ZipEntry entry : classes) {
        read(jar, entry, new Asks());
      }
    }
    assertThat(calls).as("calls and fields looked at").isGreaterThan(100_000);
    assertThat(missing).isEmpty();
  }

  private static void read(JarFile jar, ZipEntry entry, ClassVisitor visitor) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      new ClassReader(in.readAllBytes())
          .accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
  }

  /** Notes what a class has. */
  private final class Outline extends ClassVisitor {
    private Set<String> members = Set.of();

    Outline() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      members = new TreeSet<>();
      List<String> parents = new ArrayList<>(List.of(faces));
      if (parent != null) {
        parents.add(parent);
      }
      shapes.put(name, new Shape(parents, members));
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String type, String signature, Object value) {
      members.add(name + " " + type);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      members.add(name + type);
      return null;
    }
  }

  /** Looks up what the code of a class asks for. */
  private final class Asks extends ClassVisitor {
    private String asker = "";

    Asks() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      asker = name;
      if (parent != null) {
        type(asker, parent);
      }
      Stream.of(faces).forEach(face -> type(asker, face));
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitTypeInsn(int opcode, String wanted) {
          type(asker, Type.getObjectType(wanted));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String fieldType) {
          member(asker, owner, field + " " + fieldType);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String methodType, boolean isInterface) {
          member(asker, owner, method + methodType);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String method, String methodType, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
              boolean field = handle.getTag() <= Opcodes.H_PUTSTATIC;
              member(
                  asker,
                  handle.getOwner(),
                  handle.getName() + (field ? " " : "") + handle.getDesc());
            }
          }
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof Type type && type.getSort() != Type.METHOD) {
            type(asker, type);
          }
        }
      };
    }
  }

  private void type(String asker, Type wanted) {
    Type element = wanted.getSort() == Type.ARRAY ? wanted.getElementType() : wanted;
    if (element.getSort() == Type.OBJECT) {
      type(asker, element.getInternalName());
    }
  }

  private void type(String asker, String wanted) {
    if (!shapes.containsKey(wanted) && !isElsewhere(wanted)) {
      missing.computeIfAbsent(wanted, w -> new TreeSet<>()).add(asker);
    }
  }

  private void member(String asker, String owner, String wanted) {
    calls++;
    if (owner.startsWith("[")) {
      type(asker, Type.getObjectType(owner));
      return;
    }
    type(asker, owner);
    if (shapes.containsKey(owner) && !has(owner, wanted)) {
      missing.computeIfAbsent(owner + "#" + wanted, w -> new TreeSet<>()).add(asker);
    }
  }

  /** Whether a class has a member or may have inherited it from outside the jar. */
  private boolean has(String owner, String wanted) {
    Shape shape = shapes.get(owner);
    if (shape == null) {
      return !owner.equals("java/lang/Object") || isOfObject(wanted);
    }
    return shape.members().contains(wanted)
        // signature-polymorphic or of every object, whatever the kind of owner
        || isOfObject(wanted)
        || shape.parents().stream().anyMatch(parent -> has(parent, wanted));
  }

  private static boolean isOfObject(String wanted) {
    return Stream.of(Object.class.getDeclaredMethods())
        .anyMatch(method -> wanted.equals(method.getName() + Type.getMethodDescriptor(method)));
  }

  private static boolean isElsewhere(String name) {
    return OPTIONAL.stream().anyMatch(name::startsWith)
        || (CLUSTER.stream().anyMatch(name::startsWith)
            && NO_CLUSTER.stream().noneMatch(name::startsWith));
  }
}
