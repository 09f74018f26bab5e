package io.maskexport.resilience.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the parts that an event lists, and compares them with the event and with the project. */
final class ArchiveAudit {
    private final AuditEvidence.BucketContent objects;
    private final AuditedRequest request;
    private final SourceProject source;
    private final ViolationCollector violations;
    private final Set<String> seen = new HashSet<>();
    private final List<String> sums = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private long bytes;
    private long members;
    private long items;

    ArchiveAudit(AuditEvidence.BucketContent objects, AuditedRequest request, SourceProject source,
            ViolationCollector violations) {
        this.objects = objects;
        this.request = request;
        this.source = source;
        this.violations = violations;
    }

    /** @param there the content of the export's folder */
    AuditReport.AuditedSize compare(JsonNode completed, Map<String, AuditEvidence.StoredFile> there)
            throws IOException {
        var parts = new ArrayList<JsonNode>();
        completed.path("parts").forEach(parts::add);
        var expected = new HashMap<>(source.members(request));
        String before = "";
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            violations.equal(ViolationCode.PART_ORDER, "number", i + 1, part.path("number").asInt());
            var key = part.path("key").asText();
            listed.add(key);
            if (key.compareTo(before) <= 0) {
                violations.add(ViolationCode.PART_ORDER, key + " after " + before);
            }
            before = key;
            part(part, there, i == parts.size() - 1, expected);
        }
        expected.keySet().stream().filter(path -> !seen.contains(path))
                .forEach(path -> violations.add(ViolationCode.MEMBER_MISSING, path));
        totals(completed, parts.size());
        sums();
        return new AuditReport.AuditedSize(parts.size(), members, bytes);
    }

    private void part(JsonNode part, Map<String, AuditEvidence.StoredFile> there, boolean last,
            Map<String, String> expected)
            throws IOException {
        var key = part.path("key").asText();
        var stored = there.get(key);
        if (stored == null || !part.path("bucket").asText().equals(request.bucket())) {
            violations.add(ViolationCode.PART_MISSING, key);
            return;
        }
        violations.equal(ViolationCode.PART_SIZE, key, part.path("bytes").asLong(), stored.bytes());
        violations.equal(ViolationCode.PART_ETAG, key, part.path("etag").asText(), stored.etag());
        byte[] content;
        try (var in = objects.open(request.bucket(), key)) {
            content = in.readAllBytes();
        }
        violations.equal(ViolationCode.PART_SHA256, key, part.path("sha256").asText(),
                TarContent.hex("SHA-256", content));
        if (content.length > request.partMaxBytes() && part.path("items").asLong() > 1) {
            violations.add(ViolationCode.PART_LIMIT, key + " has " + content.length + " bytes");
        }
        bytes += content.length;
        items += part.path("items").asLong();
        sums.add(part.path("sha256").asText() + "  " + key.substring(key.lastIndexOf('/') + 1));
        index(part, there);
        members(key, content, part.path("members").asLong(), last, expected);
    }

    private void index(JsonNode part, Map<String, AuditEvidence.StoredFile> there) throws IOException {
        var index = part.path("index");
        var key = index.path("key").asText();
        if (request.indexed() != there.containsKey(key)) {
            violations.add(ViolationCode.PART_MISSING, "the index of " + part.path("key").asText());
        } else if (request.indexed()) {
            listed.add(key);
            try (var in = objects.open(request.bucket(), key)) {
                var lines = in.readAllBytes();
                violations.equal(ViolationCode.PART_SHA256, key, index.path("sha256").asText(),
                        TarContent.hex("SHA-256", lines));
                violations.equal(ViolationCode.COUNT, "lines of " + key, part.path("items").asLong(),
                        new String(lines, UTF_8).lines().count());
            }
            sums.add(index.path("sha256").asText() + "  " + key.substring(key.lastIndexOf('/') + 1));
        }
    }

    private void members(String key, byte[] content, long count, boolean last, Map<String, String> expected) {
        TarContent tar;
        try {
            tar = TarContent.read(content);
        } catch (IOException e) {
            violations.add(ViolationCode.PART_BROKEN, key + ": " + e.getMessage());
            return;
        }
        violations.equal(ViolationCode.PART_END, "end blocks of " + key, last ? 2 : 0, tar.endBlocks());
        violations.equal(ViolationCode.COUNT, "members of " + key, count, (long) tar.members().size());
        members += tar.members().size();
        tar.members().forEach(member -> member(member, expected));
    }

    private void member(TarContent.TarMember member, Map<String, String> expected) {
        if (!seen.add(member.path())) {
            violations.add(ViolationCode.MEMBER_TWICE, member.path());
        }
        var original = expected.get(member.path());
        if (original == null) {
            violations.add(ViolationCode.MEMBER_UNEXPECTED, member.path());
        } else if (original.equals(SourceProject.MADE)) {
            if (member.path().endsWith(".png") != member.picture()) {
                violations.add(ViolationCode.MEMBER_CONTENT, member.path());
            }
        } else if (!original.contains("-")) { // the ETag of a multipart upload is not an MD5
            violations.equal(ViolationCode.MEMBER_CONTENT, "MD5 of " + member.path(), original, member.md5());
        }
    }

    private void totals(JsonNode completed, int parts) {
        violations.equal(ViolationCode.COUNT, "partCount", parts, completed.path("partCount").asInt());
        violations.equal(ViolationCode.COUNT, "totals.bytes", bytes, completed.at("/totals/bytes").asLong());
        long images = source.images(request).size();
        violations.equal(ViolationCode.COUNT, "totals.items", images, completed.at("/totals/items").asLong());
        violations.equal(ViolationCode.COUNT, "items of all parts", images, items);
    }

    private void sums() throws IOException {
        listed.add(request.folder() + "SHA256SUMS");
        try (var in = objects.open(request.bucket(), request.folder() + "SHA256SUMS")) {
            var text = new String(in.readAllBytes(), UTF_8);
            violations.equal(ViolationCode.SUMS, "the list", String.join("\n", sums) + "\n", text);
        } catch (FileNotFoundException e) {
            violations.add(ViolationCode.SUMS, "not there");
        }
    }

    /** Keys that are allowed in the folder. */
    Set<String> listed() {
        return listed;
    }
}
