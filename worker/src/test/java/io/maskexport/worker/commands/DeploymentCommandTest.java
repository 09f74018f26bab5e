package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeploymentCommandTest {
    private static final String PROCESSORS = "-XX:ActiveProcessorCount=$(CPU_REQUEST)";

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base/deployment.yaml", "k8s/chart/templates/deployment.yaml"})
    void the_deployment_runs_the_entry_point_of_the_image_with_the_requested_processors(String file) throws Exception {
        var expected = new ArrayList<>(entryPoint());
        expected.add(1, PROCESSORS);
        assertThat(command(file)).isEqualTo(expected);
    }

    /** The JVM says what it picked up, in a line that breaks {@code kubectl logs | jq}. */
    @Test
    void no_flags_come_from_variables_that_the_jvm_reports() throws Exception {
        for (var file : List.of("k8s/base/deployment.yaml", "k8s/chart/templates/deployment.yaml",
                "k8s/base/worker.env", "docker-compose.yml")) {
            assertThat(read(file)).doesNotContain("name: JAVA_TOOL_OPTIONS", "JAVA_TOOL_OPTIONS:", "JAVA_TOOL_OPTIONS=",
                    "JDK_JAVA_OPTIONS");
        }
    }

    private static List<String> entryPoint() throws IOException {
        var line = read("worker/Dockerfile").lines().filter(l -> l.startsWith("ENTRYPOINT")).findFirst().orElseThrow();
        return Pattern.compile("\"([^\"]*)\"").matcher(line).results().map(quoted -> quoted.group(1)).toList();
    }

    private static List<String> command(String file) throws IOException {
        return read(file).lines().map(String::strip).dropWhile(line -> !line.equals("command:"))
                .skip(1).takeWhile(line -> line.startsWith("- ")).map(line -> line.substring(2)).toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("..").resolve(file));
    }
}
