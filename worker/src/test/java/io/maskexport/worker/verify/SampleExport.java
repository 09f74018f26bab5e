package io.maskexport.worker.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.CommitOutputStream;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.Naming;
import io.maskexport.archive.PartSummary;
import io.maskexport.archive.PartedArchive;
import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.CompatMode;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.ProjectName;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.contracts.RequestDigest;
import io.maskexport.contracts.WarningCounts;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A finished export of six items in three parts, as files in memory, for tests to corrupt. The engine writes the
 * archive; everything else is built here.
 */
final class SampleExport {
    static final String ID = "lemons-1";
    private static final String FOLDER = "done/" + ID + "/";
    private static final long PART = 30_000;

    /** Content by name, without the manifest. */
    final SortedMap<String, byte[]> files = new TreeMap<>();
    /** The manifest's JSON. */
    final ObjectNode manifest;

    private SampleExport(List<MemberGroup> groups, RenderChoices options) throws IOException {
        var parts = write(groups);
        var warnings = IntStream.range(0, 120).mapToObj(
                i -> new WarningCounts.WarningExample(i % 3 == 0 ? "BAD_COORDINATE" : "UNKNOWN_CLASS", "a/img/1.png",
                        "label " + i))
                .toList();
        manifest = tree(Manifest.completed(request(options), RequestDigest.of(request(options)),
                new Manifest.ExportContent("", false, List.of(Manifest.ClassEntry.of("kiwi", 1, 0xff8000),
                        Manifest.ClassEntry.of("lemon \"ü\"", 2, 0x0080ff)), parts, totals(parts), list(warnings))));
        sum();
    }

    /** All kinds of masks; two of the items lack an annotation or an image. */
    static SampleExport of() throws IOException {
        return of(groups());
    }

    static SampleExport of(List<MemberGroup> groups) throws IOException {
        return new SampleExport(groups, new RenderChoices(true, false, 50, true, true, true, 2, CompatMode.STRICT));
    }

    static List<MemberGroup> groups() {
        var groups = new ArrayList<>(List.of(item("a", "1.png", "1"), item("a", "img.png", "img"),
                new MemberGroup("a/img/3.gif", List.of(member("a/img/3.gif", 700))),
                new MemberGroup("a/datasets/img/img/4.png", List.of(member("a/datasets/img/ann/4.png.json", 80),
                        member("a/datasets/img/masks_machine/4.png", 90))),
                item("b ü", "x.jpg", "x"), item("b ü", "x.png", "x.png")));
        groups.add(new MemberGroup("meta.json", List.of(member("meta.json", 300),
                new Member("obj_class_to_machine_color.json",
                        "{\"kiwi\": [1, 1, 1], \"lemon \\\"\\u00fc\\\"\": [2, 2, 2]}".getBytes(UTF_8)),
                new Member("obj_class_to_semantic_color.json",
                        "{\"kiwi\": [255, 128, 0], \"lemon \\\"\\u00fc\\\"\": [0, 128, 255]}".getBytes(UTF_8)))));
        return groups;
    }

    private static MemberGroup item(String dataset, String name, String stem) {
        return new MemberGroup(dataset + "/img/" + name, List.of(member(dataset + "/img/" + name, 900),
                member(dataset + "/ann/" + name + ".json", 80),
                member(dataset + "/masks_human/" + stem + ".png", 1_100),
                member(dataset + "/masks_machine/" + stem + ".png", 90),
                member(dataset + "/masks_semantic_rgb/" + stem + ".png", 95),
                member(dataset + "/masks_instances/" + stem + "/kiwi.png", 70),
                member(dataset + "/masks_instances/" + stem + "/kiwi_01.png", 70)));
    }

    static Member member(String path, int bytes) {
        return new Member(path, path.equals("meta.json")
                ? "{}".getBytes(UTF_8)
                : path.repeat(bytes).substring(0, bytes)
                        .getBytes(UTF_8));
    }

    private static ExportRequested request(RenderChoices options) {
        return new ExportRequested(ID, new BucketLocation("images", "lemons/"), new ProjectName(7, "lemons"), List.of(),
                options,
                new BucketLocation("exports", "done/"),
                new ArchiveOptions(PART, io.maskexport.contracts.PartNaming.PART));
    }

    private List<ArchivePart> write(List<MemberGroup> groups) throws IOException {
        var names = new ArchiveNames("7_lemons", Naming.PART, 1);
        try (var archive = new PartedArchive(number -> output(names.part(number)), PART)) {
            for (var group : groups) {
                archive.add(group);
            }
            return archive.finish(true).stream().map(part -> part(part, names.part(part.number()))).toList();
        }
    }

    private static ArchivePart part(PartSummary part, String name) {
        boolean hasRoot = part.last().equals("meta.json");
        boolean onlyRoot = part.first().equals("meta.json");
        return new ArchivePart(part.number(), "exports", FOLDER + name, part.bytes(), part.sha256(),
                "etag-" + part.number(),
                part.groups() - (hasRoot ? 1 : 0), part.members(), onlyRoot ? "" : part.first(),
                hasRoot ? onlyRoot ? "" : "b ü/img/x.png" : part.last());
    }

    private CommitOutputStream<byte[]> output(String name) {
        return new CommitOutputStream<>() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public byte[] commit() {
                var content = bytes.toByteArray();
                files.put(name, content);
                return content;
            }

            @Override
            public void close() {}
        };
    }

    private static ExportTotals totals(List<ArchivePart> parts) {
        return new ExportTotals(parts.stream().mapToLong(ArchivePart::items).sum(), 5,
                parts.stream().mapToLong(ArchivePart::items).sum() - 5, 8, new ExportTotals.MaskCounts(4, 5, 4, 8),
                parts.stream().mapToLong(ArchivePart::bytes).sum());
    }

    private WarningCounts list(List<WarningCounts.WarningExample> warnings) {
        var lines = new ByteArrayOutputStream();
        warnings.forEach(warning -> {
            lines.writeBytes(JsonRecords.write(warning));
            lines.write('\n');
        });
        files.put("warnings.ndjson", lines.toByteArray());
        return WarningCounts.of(Map.of("BAD_COORDINATE", 40L, "UNKNOWN_CLASS", 80L), warnings,
                new ObjectPointer("exports", FOLDER + "warnings.ndjson", sha256(lines.toByteArray())));
    }

    /** Writes SHA256SUMS to match the manifest. */
    void sum() {
        var lines = new StringBuilder();
        parts().forEach(part -> lines.append(part.path("sha256").asText()).append("  ")
                .append(fileName(part)).append('\n'));
        files.put("SHA256SUMS", lines.toString().getBytes(UTF_8));
    }

    /** Replaces a part and makes the manifest and SHA256SUMS match, as a faulty program would. */
    void replace(int number, byte[] content) {
        var part = part(number);
        long more = content.length - part.path("bytes").asLong();
        files.put(nameOf(number), content);
        part.put("bytes", content.length).put("sha256", sha256(content));
        var totals = (ObjectNode) manifest.at("/content/totals");
        totals.put("bytes", totals.path("bytes").asLong() + more);
        sum();
    }

    /** The content of a file, which may be changed. */
    byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    byte[] bytes(int number) {
        return file(nameOf(number)).clone();
    }

    String nameOf(int number) {
        return fileName(part(number));
    }

    ObjectNode part(int number) {
        return (ObjectNode) parts().get(number - 1);
    }

    JsonNode parts() {
        return manifest.at("/content/parts");
    }

    ObjectNode at(String pointer) {
        return (ObjectNode) manifest.at(pointer);
    }

    private static ObjectNode tree(Manifest manifest) throws IOException {
        return (ObjectNode) JsonRecords.read(JsonRecords.write(manifest), JsonNode.class);
    }

    static String sha256(byte[] bytes) {
        try (var input = new PartInput(new ByteArrayInputStream(bytes))) {
            input.drain();
            return input.sha256();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String fileName(JsonNode part) {
        var key = part.path("key").asText();
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
