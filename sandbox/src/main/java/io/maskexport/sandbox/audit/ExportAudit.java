package io.maskexport.sandbox.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maskexport.sandbox.audit.Evidence.Stored;

/** Compares what is in an export's folder with its last event and its manifest. */
record ExportAudit(Evidence.Objects objects, Asked asked, SourceProject source, Findings findings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return what was read of the archive */
    Report.Size compare(LastEvent last) throws IOException {
        Map<String, Stored> there = new LinkedHashMap<>();
        objects.list(asked.bucket(), asked.folder()).forEach(stored -> there.put(stored.key(), stored));
        Set<String> listed = new HashSet<>();
        var size = new Report.Size(0, 0, 0);
        if (!last.type().equals("rejected")) {
            listed.add(manifestKey());
            compareManifest(last);
        }
        if (last.type().equals("completed")) {
            var archive = new Archive(objects, asked, source, findings);
            size = archive.compare(last.json(), there);
            listed.addAll(archive.listed());
            listed.add(last.json().at("/warnings/list/key").asText());
        }
        there.keySet().stream().filter(key -> !listed.contains(key))
                .forEach(key -> findings.add(Finding.UNLISTED, key));
        return size;
    }

    private String manifestKey() {
        return asked.folder() + "manifest.json";
    }

    private void compareManifest(LastEvent last) throws IOException {
        byte[] content;
        try (var in = objects.open(asked.bucket(), manifestKey())) {
            content = in.readAllBytes();
        } catch (FileNotFoundException e) {
            findings.add(Finding.MANIFEST_MISSING, manifestKey());
            return;
        }
        var pointer = last.json().path("manifest");
        equal("key", manifestKey(), pointer.path("key").asText());
        equal("SHA-256", Tar.hex("SHA-256", content), pointer.path("sha256").asText());
        compareManifest(JSON.readTree(content), last);
    }

    private void compareManifest(JsonNode manifest, LastEvent last) {
        equal("status", last.type(), manifest.path("status").asText());
        equal("requestId", asked.id(), manifest.path("requestId").asText());
        equal("reason", manifest.at("/failure/reason"), last.json().path("reason"));
        for (var field : List.of("parts", "totals", "warnings")) {
            equal(field, manifest.path("content").path(field), last.json().path(field));
        }
    }

    private void equal(String what, Object inManifest, Object inEvent) {
        findings.equal(Finding.MANIFEST_DIFFERS, what, inManifest, inEvent);
    }
}
