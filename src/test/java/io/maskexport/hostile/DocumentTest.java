package io.maskexport.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.maskexport.defect.DefectCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentTest {
    @Test
    void the_document_counts_the_cases_of_each_subject() throws IOException {
        assertThat(Files.readString(Path.of("../docs/hostile.md"))).contains(table());
    }

    private static String table() {
        return Arrays.stream(Subject.values()).map(DocumentTest::row).collect(Collectors.joining());
    }

    private static String row(Subject subject) {
        var codes = new TreeSet<DefectCode>();
        subject.cases().forEach(hostile -> codes.addAll(hostile.codes()));
        return "| %s | %d | %s |\n".formatted(subject, subject.cases().count(),
                codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ")));
    }
}
