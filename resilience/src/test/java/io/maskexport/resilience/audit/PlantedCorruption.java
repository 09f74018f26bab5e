package io.maskexport.resilience.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maskexport.resilience.audit.AuditEvidence.TopicRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Corruptions that a broken system could leave, planted one at a time, each with all the violations that must be found. */
enum PlantedCorruption {
    THE_LAST_EVENT_IS_LOST(all -> all.events.remove(all.last("parts")), ViolationCode.NO_END),
    A_COMPLETED_REQUEST_IS_CANCELLED_TOO(all -> {
        var cancelled = all.events.get(all.last("cancelled"));
        all.events.add(new TopicRecord(with(cancelled.headers(), "ce_subject", "parts"), cancelled.value()));
    }, ViolationCode.TWO_ENDS),
    A_REPETITION_HAS_OTHER_BYTES(all -> {
        all.events.add(all.events.get(all.last("parts")));
        all.changeEvent("parts", json -> json.put("more", 1));
    }, ViolationCode.TWO_ENDS),
    A_REPETITION_HAS_ANOTHER_ID(all -> {
        var event = all.events.get(all.last("parts"));
        all.events.add(new TopicRecord(with(event.headers(), "ce_id", "another"), event.value()));
    }, ViolationCode.TWO_ENDS),
    AN_EVENT_IS_NOBODYS(all -> {
        var event = all.events.get(all.last("parts"));
        all.events.add(new TopicRecord(with(event.headers(), "ce_subject", "nobody"), event.value()));
    }, ViolationCode.UNKNOWN_REQUEST),
    A_GOOD_REQUEST_FAILED(all -> request(all, "nowhere/", "project/"), ViolationCode.WRONG_END),
    A_REQUEST_IS_GIVEN_UP_THAT_HARMED_NOBODY(PlantedCorruption::giveUp, ViolationCode.WRONG_END),
    NOBODY_ASKED_FOR_A_CANCELLATION(all -> all.cancellations.clear(), ViolationCode.WRONG_END),
    A_FORBIDDEN_REQUEST_FAILED(all -> request(all, "nowhere/\"", "nowhere/\", \"bucket\": \"secrets\""),
            ViolationCode.WRONG_END),
    A_DEAD_LETTER_IS_LOST(all -> all.deadLetters.clear(), ViolationCode.NO_DEAD_LETTER),
    THE_MANIFEST_IS_LOST(all -> all.objects.remove("exports/out/parts/manifest.json"), ViolationCode.MANIFEST_MISSING),
    THE_MANIFEST_IS_ANOTHERS(all -> all.objects.put("exports/out/parts/manifest.json",
            all.content("exports/out/twin/manifest.json")), ViolationCode.MANIFEST_DIFFERS),
    THE_MANIFEST_HAS_ANOTHER_BYTE(all -> all.objects.compute("exports/out/parts/manifest.json",
            (_, content) -> (new String(content, UTF_8) + "\n").getBytes(UTF_8)), ViolationCode.MANIFEST_DIFFERS),
    THE_EVENT_SAYS_OTHER_TOTALS(all -> all.changeEvent("parts", json -> totals(json).put("labels", 0)),
            ViolationCode.MANIFEST_DIFFERS),
    A_FAILURE_HAS_ANOTHER_REASON(all -> all.changeEvent("failed", json -> json.put("reason", "BROKEN_META")),
            ViolationCode.MANIFEST_DIFFERS),
    A_PART_IS_LOST(all -> all.objects.remove(all.partKey("parts", 2)), ViolationCode.PART_MISSING,
            ViolationCode.MEMBER_MISSING,
            ViolationCode.COUNT, ViolationCode.SUMS),
    A_BYTE_IS_FLIPPED(all -> all.content(all.partKey("parts", 1))[400] ^= 1, ViolationCode.PART_SHA256,
            ViolationCode.PART_ETAG),
    A_PART_IS_CUT(all -> all.objects.computeIfPresent(all.partKey("parts", 1),
            (_, content) -> Arrays.copyOf(content, 1_000)), ViolationCode.PART_SIZE, ViolationCode.PART_ETAG,
            ViolationCode.PART_SHA256, ViolationCode.PART_BROKEN, ViolationCode.COUNT, ViolationCode.MEMBER_MISSING),
    THE_SIZE_IS_LISTED_WRONG(all -> all.changeBoth("parts", json -> part(json, 1).put("bytes", 7)),
            ViolationCode.PART_SIZE),
    THE_ETAG_IS_LISTED_WRONG(all -> all.changeBoth("parts", json -> part(json, 1).put("etag", "7")),
            ViolationCode.PART_ETAG),
    THE_SUM_IS_LISTED_WRONG(all -> all.changeBoth("parts", json -> part(json, 1).put("sha256", "7")),
            ViolationCode.PART_SHA256, ViolationCode.SUMS, ViolationCode.NOT_REPEATABLE),
    END_BLOCKS_ARE_MISSING(all -> all.rewrite("whole", 1, part -> Arrays.copyOf(part, part.length - 1024)),
            ViolationCode.PART_END),
    END_BLOCKS_ARE_IN_THE_MIDDLE(all -> all.rewrite("parts", 1, part -> Arrays.copyOf(part, part.length + 1024)),
            ViolationCode.PART_END, ViolationCode.NOT_REPEATABLE),
    A_PART_IS_TOO_LARGE(all -> request(all, "50000", "10240"), ViolationCode.PART_LIMIT),
    PARTS_ARE_IN_ANOTHER_ORDER(all -> all.changeBoth("parts", json -> {
        var parts = (ArrayNode) json.path("parts");
        parts.add(parts.remove(0));
    }), ViolationCode.PART_ORDER, ViolationCode.PART_END, ViolationCode.SUMS, ViolationCode.NOT_REPEATABLE),
    A_NUMBER_IS_LEFT_OUT(all -> all.changeBoth("parts", json -> part(json, 2).put("number", 3)),
            ViolationCode.PART_ORDER),
    PARTS_ARE_COUNTED_WRONG(all -> all.changeEvent("parts", json -> json.put("partCount", 1)), ViolationCode.COUNT),
    BYTES_ARE_SUMMED_UP_WRONG(all -> all.changeBoth("parts", json -> totals(json).put("bytes", 7)),
            ViolationCode.COUNT),
    ITEMS_ARE_SUMMED_UP_WRONG(all -> all.changeBoth("parts", json -> totals(json).put("items", 7)),
            ViolationCode.COUNT),
    ITEMS_OF_A_PART_ARE_COUNTED_WRONG(all -> all.changeBoth("parts", json -> part(json, 1).put("items", 7)),
            ViolationCode.COUNT),
    MEMBERS_ARE_COUNTED_WRONG(all -> all.changeBoth("parts", json -> part(json, 1).put("members", 7)),
            ViolationCode.COUNT),
    A_MASK_IS_LOST(all -> all.regroup("whole", 1, files -> files.remove("dataset-1/masks_human/image-000001.png")),
            ViolationCode.MEMBER_MISSING),
    AN_ITEM_IS_LOST(all -> all.regroup("whole", 1, files -> files.keySet().removeIf(p -> p.contains("000001"))),
            ViolationCode.MEMBER_MISSING),
    A_FILE_IS_THERE_AGAIN_IN_ANOTHER_PART(all -> {
        var first = EvidenceSnapshot.members(all.content(all.partKey("parts", 1)));
        all.regroup("parts", 2, files -> files.putAll(Map.of(first.keySet().iterator().next(),
                first.values().iterator().next())));
    }, ViolationCode.MEMBER_TWICE, ViolationCode.NOT_REPEATABLE),
    A_FILE_IS_OF_ANOTHER_PROJECT(all -> all.regroup("whole", 1, files -> files.put("x/img/1.png", new byte[1])),
            ViolationCode.MEMBER_UNEXPECTED),
    A_FILE_HAS_ANOTHER_NAME(all -> all.regroup("whole", 1, files -> files.put("meta",
            files.remove("meta.json"))), ViolationCode.MEMBER_UNEXPECTED, ViolationCode.MEMBER_MISSING),
    AN_ORIGINAL_IS_CHANGED(all -> all.regroup("whole", 1,
            files -> files.put("dataset-1/img/image-000001.png", new byte[1])), ViolationCode.MEMBER_CONTENT),
    A_MASK_IS_NO_PICTURE(all -> all.regroup("whole", 1,
            files -> files.put("dataset-1/masks_human/image-000001.png", new byte[1])), ViolationCode.MEMBER_CONTENT),
    A_MASK_IS_ANOTHER_ONE(all -> all.regroup("twin", 1, files -> files.entrySet().stream()
            .filter(file -> file.getKey().contains("masks_machine")).findFirst()
            .ifPresent(file -> file.setValue(Arrays.copyOf(file.getValue(), 100)))), ViolationCode.NOT_REPEATABLE),
    THE_SUMS_ARE_LOST(all -> all.objects.remove("exports/out/parts/SHA256SUMS"), ViolationCode.SUMS),
    THE_SUMS_SAY_OTHERWISE(all -> all.content("exports/out/parts/SHA256SUMS")[3] ^= 1, ViolationCode.SUMS),
    A_PART_OF_ANOTHER_ATTEMPT_IS_LEFT(all -> all.objects.put("exports/out/parts/7_test_part_0099.tar", new byte[9]),
            ViolationCode.UNLISTED),
    A_PART_OF_A_CANCELLED_EXPORT_IS_LEFT(all -> all.objects.put("exports/out/cancelled/7_test.tar", new byte[9]),
            ViolationCode.UNLISTED),
    A_PART_OF_A_REFUSED_REQUEST_IS_THERE(all -> all.objects.put("exports/out/refused/7_test.tar", new byte[9]),
            ViolationCode.UNLISTED),
    AN_UPLOAD_IS_LEFT_OPEN(all -> all.uploads.add("out/parts/7_test_part_0001.tar"), ViolationCode.OPEN_UPLOAD);

    /** A change to a correct snapshot. */
    private interface Planting {
        void into(EvidenceSnapshot all) throws IOException;
    }

    private final Planting planting;
    private final Set<ViolationCode> found;

    PlantedCorruption(Planting planting, ViolationCode... found) {
        this.planting = planting;
        this.found = Set.of(found);
    }

    void into(EvidenceSnapshot all) throws IOException {
        planting.into(all);
    }

    /** All violations that must be found, and no others. */
    Set<ViolationCode> found() {
        return found;
    }

    private static ObjectNode part(ObjectNode json, int number) {
        return (ObjectNode) json.at("/parts/" + (number - 1));
    }

    private static ObjectNode totals(ObjectNode json) {
        return (ObjectNode) json.path("totals");
    }

    /** A valid request fails as if workers had died of it. */
    static void giveUp(EvidenceSnapshot all) throws IOException {
        request(all, "nowhere/", "project/");
        all.changeManifest("failed", json -> ((ObjectNode) json.path("failure")).put("reason", "POISON_REQUEST"));
        all.changeEvent("failed", json -> json.put("reason", "POISON_REQUEST"));
    }

    /** Changes requests after they were answered. */
    private static void request(EvidenceSnapshot all, String part, String other) {
        List<TopicRecord> changed = all.requests.stream().map(sent -> new TopicRecord(sent.headers(),
                new String(sent.value(), UTF_8).replace(part, other).getBytes(UTF_8))).toList();
        all.requests.clear();
        all.requests.addAll(changed);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }
}
