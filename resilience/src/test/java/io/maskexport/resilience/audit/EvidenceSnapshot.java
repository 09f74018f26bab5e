package io.maskexport.resilience.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maskexport.resilience.audit.AuditEvidence.StoredFile;
import io.maskexport.resilience.audit.AuditEvidence.TopicRecord;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A snapshot of topics and buckets in memory, to be corrupted. */
final class EvidenceSnapshot implements AuditEvidence.BucketContent {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<TopicRecord> requests;
    final List<TopicRecord> cancellations;
    final List<TopicRecord> events;
    final List<TopicRecord> deadLetters;
    final List<String> uploads = new ArrayList<>();
    final SortedMap<String, byte[]> objects = new TreeMap<>();

    static EvidenceSnapshot empty() {
        return new EvidenceSnapshot(List.of(), List.of(), List.of(), List.of());
    }

    EvidenceSnapshot(AuditEvidence evidence, List<String> buckets) throws IOException {
        this(evidence.requests(), evidence.cancellations(), evidence.events(), evidence.deadLetters());
        for (var bucket : buckets) {
            for (var stored : evidence.objects().list(bucket, "")) {
                try (var in = evidence.objects().open(bucket, stored.key())) {
                    objects.put(bucket + "/" + stored.key(), in.readAllBytes());
                }
            }
        }
    }

    EvidenceSnapshot(EvidenceSnapshot other) {
        this(other.requests, other.cancellations, other.events, other.deadLetters);
        other.objects.forEach((key, content) -> objects.put(key, content.clone()));
    }

    private EvidenceSnapshot(List<TopicRecord> requests, List<TopicRecord> cancellations, List<TopicRecord> events,
            List<TopicRecord> deadLetters) {
        this.requests = new ArrayList<>(requests);
        this.cancellations = new ArrayList<>(cancellations);
        this.events = new ArrayList<>(events);
        this.deadLetters = new ArrayList<>(deadLetters);
    }

    AuditEvidence evidence() {
        return new AuditEvidence(requests, cancellations, events, deadLetters, this);
    }

    @Override
    public List<StoredFile> list(String bucket, String prefix) {
        return objects.entrySet().stream().filter(object -> object.getKey().startsWith(bucket + "/" + prefix))
                .map(object -> new StoredFile(object.getKey().substring(bucket.length() + 1), object.getValue().length,
                        TarContent.hex("MD5", object.getValue())))
                .toList();
    }

    @Override
    public InputStream open(String bucket, String key) throws IOException {
        var content = objects.get(bucket + "/" + key);
        if (content == null) {
            throw new FileNotFoundException(key);
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public List<String> openUploads(String bucket) {
        return uploads;
    }

    /** An object's content, which may be changed. */
    byte[] content(String key) {
        return Optional.ofNullable(objects.get(key)).orElseThrow();
    }

    /** A change to JSON. */
    interface Change {
        void to(ObjectNode json);
    }

    /** Index of the last event of a request. */
    int last(String id) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).headers().getOrDefault("ce_subject", "").equals(id)
                    && LastEvent.of(events.get(i)).isPresent()) {
                return i;
            }
        }
        throw new IllegalArgumentException(id);
    }

    ObjectNode event(String id) {
        return LastEvent.of(events.get(last(id))).map(last -> (ObjectNode) last.json().deepCopy()).orElseThrow();
    }

    String partKey(String id, int number) {
        return "exports/" + event(id).at("/parts/" + (number - 1) + "/key").asText();
    }

    void changeEvent(String id, Change change) throws IOException {
        var json = event(id);
        change.to(json);
        int at = last(id);
        events.set(at, new TopicRecord(events.get(at).headers(), JSON.writeValueAsBytes(json)));
    }

    /** Makes the same change to event and manifest. */
    void changeBoth(String id, Change change) throws IOException {
        changeManifest(id, manifest -> change.to((ObjectNode) manifest.path("content")));
        changeEvent(id, change);
    }

    /** Changes a manifest and updates the event's pointer to it. */
    void changeManifest(String id, Change change) throws IOException {
        var key = "exports/out/" + id + "/manifest.json";
        var manifest = (ObjectNode) JSON.readTree(content(key));
        change.to(manifest);
        var content = JSON.writeValueAsBytes(manifest);
        objects.put(key, content);
        changeEvent(id, json -> ((ObjectNode) json.path("manifest")).put("sha256", TarContent.hex("SHA-256", content)));
    }

    /** Replaces the bytes of a part, and updates everything that lists them. */
    void rewrite(String id, int number, UnaryOperator<byte[]> change) throws IOException {
        var key = partKey(id, number);
        var before = content(key);
        var after = change.apply(before.clone());
        objects.put(key, after);
        changeBoth(id, json -> {
            if (json.has("parts")) {
                ((ObjectNode) json.at("/parts/" + (number - 1))).put("bytes", after.length)
                        .put("sha256", TarContent.hex("SHA-256", after)).put("etag", TarContent.hex("MD5", after))
                        .put("members", members(after).size());
            }
            var totals = (ObjectNode) json.path("totals");
            totals.put("bytes", totals.path("bytes").asLong() + after.length - before.length);
        });
        var sums = "exports/out/" + id + "/SHA256SUMS";
        objects.put(sums, new String(content(sums), UTF_8)
                .replace(TarContent.hex("SHA-256", before), TarContent.hex("SHA-256", after)).getBytes(UTF_8));
    }

    /** Replaces the members of a part likewise; its end blocks stay. */
    void regroup(String id, int number, Regrouping change) throws IOException {
        rewrite(id, number, part -> {
            var members = members(part);
            change.of(members);
            boolean end = part[part.length - 1] == 0 && Arrays.equals(new byte[1024],
                    Arrays.copyOfRange(part, part.length - 1024, part.length));
            return tar(members, end);
        });
    }

    /** A change to the files of a part. */
    interface Regrouping {
        void of(Map<String, byte[]> members);
    }

    static Map<String, byte[]> members(byte[] part) {
        var members = new LinkedHashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(part), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                members.put(entry.getName(), tar.readAllBytes());
            }
        } catch (IOException e) {
            members.put("broken", new byte[0]);
        }
        return members;
    }

    private static byte[] tar(Map<String, byte[]> members, boolean end) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, 512, "UTF-8")) {
            for (var member : members.entrySet()) {
                var entry = new TarArchiveEntry(member.getKey());
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        var all = bytes.toByteArray();
        return end ? all : Arrays.copyOf(all, all.length - 1024);
    }
}
