package io.maskexport.worker.protocol;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.manifest.SidecarFolder;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.PlannedDelta;
import io.maskexport.worker.plan.WorkFolder;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Writes the lists of a delta beside the parts.
 *
 * @param folder of the parts
 * @param work has the planned lists, of which one chunk at a time is in memory
 */
record DeltaLists(SidecarFolder folder, WorkFolder work) {
    ExportDelta write(PlannedDelta delta) throws IOException {
        return new ExportDelta(delta.since(), list(ExportFileNames.UNCHANGED, delta.unchanged()),
                list(ExportFileNames.CHANGED, delta.changed()), list(ExportFileNames.REMOVED, delta.removed()),
                delta.added());
    }

    private ExportDelta.DeltaList list(String name, List<Plan.ItemChunk> chunks) throws IOException {
        var digest = DigestUtils.getSha256Digest();
        long items = 0;
        try (var file = folder.write(name, PartUploads.LINES)) {
            for (var chunk : chunks) {
                for (var item : work.readEarlier(chunk)) {
                    file.write(line(JsonRecords.write(item), digest));
                    items++;
                }
            }
            file.commit();
        }
        return new ExportDelta.DeltaList(items, folder.pointer(name, Hex.encodeHexString(digest.digest())));
    }

    private static byte[] line(byte[] json, MessageDigest digest) {
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        digest.update(line);
        return line;
    }
}
