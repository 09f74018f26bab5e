package io.maskexport.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/** A project in memory whose reads a test may delay or fail. */
public final class MemoryProject implements ProjectSource {
    private final Map<String, byte[]> files = new TreeMap<>(CodePointOrder.STRINGS);
    private Gate gate = path -> {};

    /** Called before a file is read. */
    @FunctionalInterface
    interface Gate {
        void pass(String path) throws IOException, InterruptedException, DefectException;
    }

    /** Items {@code d/img/00.png} … of a class {@code car}, each with its own rectangle. */
    static MemoryProject ofItems(int count) {
        var project = new MemoryProject();
        project.put("meta.json", """
                {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"}], "tags": []}""");
        for (int i = 0; i < count; i++) {
            project.put("d/img/%02d.png".formatted(i), "no picture " + i);
            project.put("d/ann/%02d.png.json".formatted(i), """
                    {"size": {"width": 40, "height": 30}, "tags": [], "objects": [{"classTitle": "car", "tags": [],
                    "points": {"exterior": [[1, 2], [%d, 20]], "interior": []}}]}""".formatted(i % 30 + 2));
        }
        return project;
    }

    public MemoryProject put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public MemoryProject put(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    MemoryProject gate(Gate reads) {
        gate = reads;
        return this;
    }

    @Override
    public List<SourceFile> list(String folder) {
        return files.entrySet().stream().filter(file -> file.getKey().startsWith(folder))
                .map(file -> new SourceFile(file.getKey(), file.getValue().length, "")).toList();
    }

    @Override
    public byte[] read(SourceFile file) throws IOException, InterruptedException, DefectException {
        gate.pass(file.path());
        return Objects.requireNonNull(files.get(file.path()));
    }

    List<Item> items() throws IOException, InterruptedException, DefectException {
        var items = new ArrayList<Item>();
        for (var dataset : ProjectLayout.of(this, List.of(), Limits.defaults()).datasets()) {
            DatasetItems.open(this, dataset, Limits.defaults()).forEach(items::add);
        }
        return items;
    }
}
