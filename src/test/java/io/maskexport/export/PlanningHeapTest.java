package io.maskexport.export;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Datasets that are planned in less memory than their names need. */
class PlanningHeapTest {
    @Test
    void the_items_of_a_large_dataset_are_planned_in_a_heap_that_cannot_hold_them() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Xmx44m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
                "-cp", System.getProperty("java.class.path"), Planning.class.getName(), "60000")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).containsExactly("plain 60000 0", "shared 120000 240000");
    }

    /** Plans datasets and prints the numbers of items and their defects. */
    static final class Planning {
        private Planning() {}

        public static void main(String[] arguments) throws Exception {
            int items = Integer.parseInt(arguments[0]);
            plan("plain", new GeneratedDataset(items, "", Set.of(".png"), Set.of(".png.json")));
            plan("shared", new GeneratedDataset(items, "", Set.of(".jpg", ".png"), Set.of()));
        }

        private static void plan(String name, ProjectSource source) throws Exception {
            var counts = new long[2];
            DatasetItems.open(source, GeneratedDataset.DATASET, Limits.defaults()).forEach(item -> {
                counts[0]++;
                counts[1] += item.defects().size();
            });
            System.out.println(name + " " + counts[0] + " " + counts[1]);
        }
    }
}
