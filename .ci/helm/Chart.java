import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import com.marcnuri.helm.Helm;

/**
 * Renders a chart as {@code helm template} does: {@code java Chart.java CHART}. Each line of standard input names a file to write, a
 * release, its namespace, and files of values or {@code NAME=VALUE}. If Helm refuses them, the file has its message.
 */
final class Chart {
    private static final String KUBERNETES = "1.32.0";

    private Chart() {
    }

    public static void main(String... arguments) throws IOException {
        var chart = new Helm(Path.of(arguments[0]));
        var lint = chart.lint().strict().call();
        if (lint.isFailed()) {
            System.err.println(String.join("\n", lint.getMessages()));
            System.exit(1);
        }
        for (var line : new String(System.in.readAllBytes()).lines().toList()) {
            var words = Arrays.asList(line.split(" "));
            Files.writeString(Path.of(words.getFirst()), template(chart, words.get(1), words.get(2), words.subList(3, words.size())));
        }
    }

    private static String template(Helm chart, String release, String namespace, List<String> values) {
        var command = chart.template().withName(release).withNamespace(namespace).withKubeVersion(KUBERNETES);
        for (var value : values) {
            var pair = value.split("=", 2);
            if (pair.length == 2) {
                command.set(pair[0], pair[1]);
            } else {
                command.withValuesFile(Path.of(value));
            }
        }
        try {
            return command.call();
        } catch (IllegalStateException e) {
            return "refused: " + e.getMessage();
        }
    }
}
