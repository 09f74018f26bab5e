package io.maskexport.resilience.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Audits the parts of a completed export, each part and their content as a whole. */
final class PartsAudit {
    private static final int HEADER = 512;
    private static final int NAME_FIELD = 100;
    private static final int SIZE_FIELD = 124;
    private static final int SIZE_DIGITS = 11;

    private final SimulatedWorld world;
    private final ClientWorkload workload;
    private final List<String> violations = new ArrayList<>();

    PartsAudit(SimulatedWorld world, ClientWorkload workload) {
        this.world = world;
        this.workload = workload;
    }

    /** All violations, as sentences. */
    List<String> of(ExportCompleted event) throws IOException {
        var contents = new ArrayList<byte[]>();
        for (var part : event.parts()) {
            var content = world.bucket().read(part.key());
            if (content.isEmpty()) {
                violations.add("listed, and not there: " + part.key());
            } else {
                check(part, content.get());
                contents.add(content.get());
            }
        }
        inOrder(event.parts());
        members(ByteArrays.concat(contents));
        return violations;
    }

    private void check(ArchivePart part, byte[] content) {
        if (content.length != part.bytes() || !DigestUtils.sha256Hex(content).equals(part.sha256())) {
            violations.add("not what the event says: " + part.key());
        }
        if (part.items() > 1 && part.bytes() > workload.request().archive().partMaxBytes()) {
            violations.add("larger than a part may be: " + part.key());
        }
        if (workload.request().archive().indexed()) {
            checkIndex(part, content);
        }
    }

    /** The index of a part must be there, and every line must say where files of the part are. */
    private void checkIndex(ArchivePart part, byte[] content) {
        var index = part.index();
        var lines = index == null ? Optional.<byte[]>empty() : world.bucket().read(index.key());
        if (index == null || lines.isEmpty()) {
            violations.add("no index is there: " + part.key());
            return;
        }
        if (lines.get().length != index.bytes() || !DigestUtils.sha256Hex(lines.get()).equals(index.sha256())) {
            violations.add("not what the event says: " + index.key());
        }
        var items = new String(lines.get(), UTF_8).lines().toList();
        if (items.size() != part.items()
                || !items.stream().flatMap(line -> Stream.of(line.split("\t"))).allMatch(file -> fits(file, content))) {
            violations.add("does not fit its part: " + index.key());
        }
    }

    /** @param file path, offset and length */
    private static boolean fits(String file, byte[] part) {
        var words = file.split(" ");
        int header = Integer.parseInt(words[1]) - HEADER;
        if (header < 0 || header % HEADER != 0 || header + HEADER > part.length) {
            return false;
        }
        var path = new String(part, header, NAME_FIELD, UTF_8).replace("\0", "");
        var size = new String(part, header + SIZE_FIELD, SIZE_DIGITS, UTF_8);
        return path.equals(words[0]) && Integer.parseInt(size, 8) == Integer.parseInt(words[2]);
    }

    private void inOrder(List<ArchivePart> parts) {
        var names = parts.stream().map(ArchivePart::key).toList();
        if (!names.equals(names.stream().sorted().distinct().toList())) {
            violations.add("names that do not sort: " + names);
        }
    }

    private void members(byte[] archive) throws IOException {
        var expected = expected();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var member = tar.getNextEntry(); member != null; member = tar.getNextEntry()) {
                var contents = expected.remove(member.getName());
                var content = tar.readAllBytes();
                if (contents == null) {
                    violations.add("unexpected, or twice: " + member.getName());
                } else if (contents.stream().noneMatch(one -> Arrays.equals(one, content))) {
                    violations.add("wrong content: " + member.getName());
                }
            }
        }
        expected.keySet().forEach(name -> violations.add("missing: " + name));
    }

    /** The allowed contents of each member: several if a file changed before or during planning. */
    private Map<String, List<byte[]>> expected() {
        var expected = new LinkedHashMap<String, List<byte[]>>();
        for (var image : workload.sample().items()) {
            var annotation = image.replace("/img/", "/ann/") + ".json";
            var images = versions(image);
            var annotations = versions(annotation);
            expected.put(image, images);
            expected.put(annotation, annotations);
            expected.put(image.replace("/img/", "/masks_machine/").replace(".jpg", ".png"), images.stream()
                    .flatMap(i -> annotations.stream().map(a -> TinyProject.mask(i, a))).toList());
        }
        expected.put(TinyProject.META, versions(TinyProject.META));
        expected.put("obj_class_to_machine_color.json",
                versions(TinyProject.META).stream().map(TinyProject::colours).toList());
        if (workload.request().archive().indexed()) {
            expected.put("classes.json", versions(TinyProject.META).stream().map(TinyProject::classes).toList());
        }
        return expected;
    }

    private List<byte[]> versions(String path) {
        var original = workload.sample().file(path);
        return workload.change().filter(change -> change.path().equals(path)).filter(this::mayCount)
                .map(change -> List.of(original, change.content())).orElse(List.of(original));
    }

    /** A change after planning must not reach the archive. */
    private boolean mayCount(ClientWorkload.FileChange change) {
        var planned = world.bucket().born(ProtocolHost.WORK.key() + workload.request().requestId() + "/plan.json");
        return planned.isEmpty() || Scheduler.micros(planned.get()) >= change.at();
    }
}
