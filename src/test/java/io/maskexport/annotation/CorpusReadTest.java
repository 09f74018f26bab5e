package io.maskexport.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorpusReadTest {
    private static final Path PROJECTS = Path.of("test/resources/corpus/projects");

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "geometry-fuzz", "formats", "photo"})
    void every_label_of_the_corpus_is_read(String project) throws Exception {
        var root = PROJECTS.resolve(project);
        var meta = ProjectMetaReader.read(Files.readAllBytes(root.resolve("meta.json")), Limits.defaults());
        var reader = new AnnotationReader(meta, Limits.defaults());
        var defects = new ArrayList<Defect>();
        int labels = 0;
        for (var file : annotations(root)) {
            var annotation = reader.read(Files.readAllBytes(file));
            labels += annotation.labels().size();
            defects.addAll(annotation.defects());
        }
        assertThat(defects).extracting(Defect::code)
                .allMatch(code -> code == DefectCode.UNKNOWN_GEOMETRY && project.equals("geometry-fuzz"));
        assertThat(labels).isPositive();
    }

    private static List<Path> annotations(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains("/ann/") && Files.isRegularFile(file)).sorted()
                    .toList();
        }
    }
}
