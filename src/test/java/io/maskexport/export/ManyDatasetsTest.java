package io.maskexport.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The search for datasets, where there are very many, or several folders are read at a time. */
class ManyDatasetsTest {
    private static final int DATASETS = 100_000;

    @Test
    void a_hundred_thousand_datasets_are_found_in_a_heap_of_64_megabytes() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp",
                System.getProperty("java.class.path"), Search.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).hasSize(2).first().isEqualTo("100000 datasets, the last is ds99999");
        assertThat(Integer.parseInt(lines.getLast())).as("bytes of a dataset").isPositive().isLessThan(200);
    }

    /** Searches for datasets; prints their number, and how many bytes each keeps. */
    static final class Search {
        private Search() {}

        public static void main(String[] arguments) throws Exception {
            long before = used();
            var layout = ProjectLayout.of(new FlatProject(), List.of(), Limits.defaults());
            long bytes = (used() - before) / DATASETS;
            System.out.printf("%d datasets, the last is %s%n%d%n", layout.datasets().size(),
                    layout.datasets().getLast().name(), bytes);
        }

        private static long used() {
            System.gc();
            var runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    /** Datasets at the root, as a formula. */
    private static final class FlatProject implements ProjectSource {
        @Override
        public List<SourceFile> list(String folder) {
            throw new AssertionError("lists " + folder);
        }

        @Override
        public FolderContent content(String folder) {
            return folder.isEmpty()
                    ? new FolderContent(IntStream.range(0, DATASETS).mapToObj("ds%05d"::formatted).toList(), List.of())
                    : new FolderContent(List.of("ann", "img"), List.of());
        }

        @Override
        public ConcurrentCalls concurrently() {
            return new ConcurrentCalls(16);
        }

        @Override
        public byte[] read(SourceFile file) {
            throw new AssertionError("reads " + file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 16})
    void folders_read_side_by_side_give_the_same_layout(int most) throws Exception {
        var project = new MemoryProject();
        for (var path : List.of("meta.json", "a/img/1.png", "a/datasets/b/ann/1.json", "a/datasets/b/x.txt",
                "a/datasets/img/img/1.png", "A/img/1.png", "a b?/img/1.png", "a b?/datasets/c/img/1.png",
                "deep/er/and/deeper/img/1.png", "deep/er/1.txt", "a-b/img/1.png", "a.b/img/1.png", "blob/p.tar",
                "blob/q.tar", "a/p_offsets.pkl", "a//img/1.png", "z/../img/1.png", "z/datasets/datasets/ann/1.json",
                ".git/img/1.png", "a/IMG/1.png")) {
            project.put(path, "");
        }
        IntStream.range(0, 50).forEach(i -> project.put("many/datasets/d" + i + "/img/1.png", ""));
        var atOnce = new AtomicInteger();
        var expected = ProjectLayout.of(project, List.of(), Limits.defaults());
        assertThat(expected.datasets()).hasSizeGreaterThan(55);
        assertThat(ProjectLayout.of(new SideBySide(project, most, atOnce), List.of(), Limits.defaults()))
                .isEqualTo(expected);
        assertThat(atOnce).hasValue(0);
    }

    /** A project that several threads read; each call fails if more than the allowed number run. */
    private record SideBySide(ProjectSource honest, int most, AtomicInteger running) implements ProjectSource {
        @Override
        public List<SourceFile> list(String folder) throws IOException, InterruptedException {
            return honest.list(folder);
        }

        @Override
        public FolderContent content(String folder) throws IOException, InterruptedException {
            assertThat(running.incrementAndGet()).isLessThanOrEqualTo(most);
            try {
                return honest.content(folder);
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public ConcurrentCalls concurrently() {
            return new ConcurrentCalls(most);
        }

        @Override
        public byte[] read(SourceFile file) {
            throw new AssertionError("reads " + file);
        }
    }
}
