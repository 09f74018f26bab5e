package io.maskexport.worker;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the image contains: the jars of worker/class-path.txt. */
class ImageLibrariesTest {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.-]*)\\.jar");
    private static final Pattern SHARED_OBJECT = Pattern.compile("(?i).*\\blinux/.*\\.so");
    /** {@code e_machine} of an ELF header. */
    private static final Map<Integer, String> ARCHITECTURES = Map.of(62, "amd64", 183, "arm64");

    /** If it fails because a library is new, look up its vulnerabilities and add it to fixed-versions.txt. */
    @Test
    void no_library_is_older_than_the_fix_of_a_known_vulnerability() throws Exception {
        var fixed = new TreeMap<String, String>();
        for (var line : Files.readAllLines(Path.of("fixed-versions.txt"))) {
            if (!line.startsWith("#")) {
                var words = line.split(" ", 3);
                fixed.put(words[0], words[1]);
            }
        }
        var vulnerable = new ArrayList<String>();
        versions().forEach((library, version) -> {
            var first = fixed.getOrDefault(library, "is not in fixed-versions.txt");
            if (!first.equals("-") && compare(version, first) < 0) {
                vulnerable.add(library + " " + version + ": " + first);
            }
        });

        assertThat(vulnerable).isEmpty();
        assertThat(fixed.keySet()).isEqualTo(versions().keySet());
    }

    @ParameterizedTest
    @CsvSource({"1.5.9, 1.5.25, -1", "1.5.25, 1.5.25, 0", "1.10, 1.9.9, 1", "33.7.2-jre, 32.0.0, 1",
        "1.1.10.12, 1.1.10.4, 1",
        "1.5.7-17, 1.5.7-4, 1", "2.0, 2.0.0, 0", "9, is unknown, -1"})
    void versions_are_compared_number_by_number(String version, String other, int expected) {
        assertThat(compare(version, other)).isEqualTo(expected);
    }

    /** Four libraries have native code; docs/operations.md names them. Each must have it for both architectures. */
    @Test
    void native_code_exists_for_both_architectures_of_the_image() throws Exception {
        var found = new TreeMap<String, Set<String>>();
        for (var jar : jars()) {
            for (var object : sharedObjects(jar)) {
                found.computeIfAbsent(jar.getName(), _ -> new HashSet<>()).add(object);
            }
        }
        var libraries = found.keySet().stream().map(ImageLibrariesTest::library).toList();

        assertThat(libraries).containsExactly("lz4-java", "snappy-java", "webp-imageio", "zstd-jni");
        assertThat(found.values()).allSatisfy(architectures -> assertThat(architectures).contains("amd64", "arm64"));
        assertThat(Files.readString(Path.of("../docs/operations.md"))).contains(libraries);
    }

    private static List<String> sharedObjects(File file) throws IOException {
        var architectures = new ArrayList<String>();
        try (var jar = new JarFile(file)) {
            for (var entry : Collections.list(jar.entries())) {
                if (SHARED_OBJECT.matcher(entry.getName()).matches()) {
                    try (var in = jar.getInputStream(entry)) {
                        architectures.add(architecture(in.readNBytes(20)));
                    }
                }
            }
        }
        return architectures;
    }

    private static String architecture(byte[] elf) {
        int machine = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).getShort(18);
        return ARCHITECTURES.getOrDefault(machine, "other");
    }

    /** The image's jars, from wherever this test has them. */
    private static List<File> jars() throws IOException {
        var names = Set.copyOf(Files.readAllLines(Path.of("class-path.txt")));
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new)
                .filter(file -> names.contains(file.getName())).toList();
    }

    private static Map<String, String> versions() throws IOException {
        var versions = new HashMap<String, String>();
        for (var name : Files.readAllLines(Path.of("class-path.txt"))) {
            if (!name.startsWith("mask-export-")) {
                var jar = JAR.matcher(name);
                assertThat(jar.matches()).as(name).isTrue();
                versions.put(jar.group(1), jar.group(2));
            }
        }
        return versions;
    }

    private static String library(String jar) {
        var name = JAR.matcher(jar);
        return name.matches() ? name.group(1) : jar;
    }

    /** By their numbers; what is not a number counts as 0, and text without any is newer than all versions. */
    private static int compare(String version, String other) {
        return Integer.signum(Arrays.compare(numbers(version), numbers(other)));
    }

    private static int[] numbers(String version) {
        if (!Character.isDigit(version.charAt(0))) {
            return new int[] {Integer.MAX_VALUE};
        }
        var numbers = new int[8];
        var parts = version.split("[.-]");
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = parts[i].matches("\\d+") ? Integer.parseInt(parts[i]) : 0;
        }
        return numbers;
    }
}
