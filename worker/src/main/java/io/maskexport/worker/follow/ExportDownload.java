package io.maskexport.worker.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportFile;
import io.maskexport.contracts.IndexObject;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.verify.DifferenceCode;
import org.apache.commons.codec.digest.DigestUtils;

/** Copies files of an export from the bucket to disk, and compares them with what lists them: size and SHA-256. */
record ExportDownload(ObjectStore store) {
    /** The part, complete and as it was listed; otherwise nothing remains at the target. */
    void part(ArchivePart part, Path target) throws IOException, DifferenceException {
        var object = object(part, DifferenceCode.PART_MISSING);
        compareSize(DifferenceCode.PART_SIZE, part.key(), part.bytes(), object.bytes());
        copy(part, object, DifferenceCode.PART_SHA256, target);
    }

    /** As {@link #part}, for the index beside it. */
    void index(IndexObject index, Path target) throws IOException, DifferenceException {
        var object = object(index, DifferenceCode.INDEX);
        compareSize(DifferenceCode.INDEX, index.key(), index.bytes(), object.bytes());
        copy(index, object, DifferenceCode.INDEX, target);
    }

    /** As {@link #part}, for another file beside the parts. */
    void beside(ExportFile file, DifferenceCode code, Path target) throws IOException, DifferenceException {
        copy(file, object(file, code), code, target);
    }

    private ObjectInfo object(ExportFile file, DifferenceCode missing) throws IOException, DifferenceException {
        return store.head(new ObjectRef(file.bucket(), file.key()))
                .orElseThrow(() -> new DifferenceException(missing, file.key(), "is missing"));
    }

    private static void compareSize(DifferenceCode code, String key, long listed, long found)
            throws DifferenceException {
        if (listed != found) {
            throw new DifferenceException(code, key, "%d bytes are listed, found %d".formatted(listed, found));
        }
    }

    private void copy(ExportFile file, ObjectInfo object, DifferenceCode code, Path target)
            throws IOException, DifferenceException {
        var digest = DigestUtils.getSha256Digest();
        try (var in = store.open(object);
                var out = new DigestOutputStream(DiskFile.replace(target), digest)) {
            in.transferTo(out);
        }
        var sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(file.sha256())) {
            Files.delete(target);
            throw new DifferenceException(code, file.key(),
                    "SHA-256 %s is listed, found %s".formatted(file.sha256(), sha256));
        }
    }
}
