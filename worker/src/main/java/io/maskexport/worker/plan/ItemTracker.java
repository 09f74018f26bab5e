package io.maskexport.worker.plan;

import java.util.SortedMap;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.export.ExportContext;
import io.maskexport.export.ItemInputs;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Digests all that decides the files of an item: the options of the request, {@code meta.json}, the limits, the rules of this
 * build, and the item's names, files and place. Equal digests mean equal files.
 */
final class ItemTracker {
    /**
     * Raised whenever a build makes other files of the same input: then every item counts as changed. {@code ItemTrackerTest}
     * has the digest of what the build makes by these rules.
     */
    static final int RULES = 1;

    private final String common;
    private final boolean byPlace;

    /** What all items of an export have in common. */
    private record CommonInputs(int rules, ExportBasis basis, String meta, SortedMap<String, Long> limits) {}

    /** @param metaJson content of {@code meta.json} */
    ItemTracker(ExportRequested request, byte[] metaJson, ExportContext context) {
        byPlace = request.options().encodings().hasCoco();
        common = DigestUtils.sha256Hex(JsonRecords.write(new CommonInputs(RULES, ExportBasis.of(request),
                DigestUtils.sha256Hex(metaJson), context.limits().changed())));
    }

    /**
     * The item with its digest.
     *
     * @param source see {@link io.maskexport.export.SourceOrder}
     * @param place among all items of the export, from 1; only COCO files depend on it
     */
    PlannedItem tracked(PlannedItem item, String source, int place) {
        var numbered = item.with(byPlace ? place : null, null);
        var digest = DigestUtils.getSha256Digest();
        digest.update(common.getBytes(UTF_8));
        digest.update(JsonRecords.write(numbered));
        return numbered.with(numbered.number(),
                new ItemInputs(source, Hex.encodeHexString(digest.digest())));
    }
}
