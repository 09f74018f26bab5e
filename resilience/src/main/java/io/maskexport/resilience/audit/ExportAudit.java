package io.maskexport.resilience.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maskexport.resilience.audit.AuditEvidence.StoredFile;

/** Compares the content of an export's folder with its last event and its manifest. */
record ExportAudit(AuditEvidence.BucketContent objects, AuditedRequest request, SourceProject source,
        ViolationCollector violations) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return how much was read of the archive */
    AuditReport.AuditedSize compare(LastEvent last) throws IOException {
        Map<String, StoredFile> there = new LinkedHashMap<>();
        objects.list(request.bucket(), request.folder()).forEach(stored -> there.put(stored.key(), stored));
        Set<String> listed = new HashSet<>();
        var size = new AuditReport.AuditedSize(0, 0, 0);
        if (!last.type().equals("rejected")) {
            listed.add(manifestKey());
            compareManifest(last);
        }
        if (last.type().equals("completed")) {
            var archive = new ArchiveAudit(objects, request, source, violations);
            size = archive.compare(last.json(), there);
            listed.addAll(archive.listed());
            listed.add(last.json().at("/warnings/list/key").asText());
        }
        there.keySet().stream().filter(key -> !listed.contains(key))
                .forEach(key -> violations.add(ViolationCode.UNLISTED, key));
        return size;
    }

    private String manifestKey() {
        return request.folder() + "manifest.json";
    }

    private void compareManifest(LastEvent last) throws IOException {
        byte[] content;
        try (var in = objects.open(request.bucket(), manifestKey())) {
            content = in.readAllBytes();
        } catch (FileNotFoundException e) {
            violations.add(ViolationCode.MANIFEST_MISSING, manifestKey());
            return;
        }
        var pointer = last.json().path("manifest");
        equal("key", manifestKey(), pointer.path("key").asText());
        equal("SHA-256", TarContent.hex("SHA-256", content), pointer.path("sha256").asText());
        compareManifest(JSON.readTree(content), last);
    }

    private void compareManifest(JsonNode manifest, LastEvent last) {
        equal("status", last.type(), manifest.path("status").asText());
        equal("requestId", request.id(), manifest.path("requestId").asText());
        equal("reason", manifest.at("/failure/reason"), last.json().path("reason"));
        for (var field : List.of("parts", "totals", "warnings")) {
            equal(field, manifest.path("content").path(field), last.json().path(field));
        }
    }

    private void equal(String what, Object inManifest, Object inEvent) {
        violations.equal(ViolationCode.MANIFEST_DIFFERS, what, inManifest, inEvent);
    }
}
