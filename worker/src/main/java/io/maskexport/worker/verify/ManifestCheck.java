package io.maskexport.worker.verify;

import java.util.HashSet;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.RequestDigest;
import io.maskexport.contracts.WarningCounts;

import static io.maskexport.worker.verify.DifferenceCode.PART_KEY;
import static io.maskexport.worker.verify.DifferenceCode.PART_LIMIT;
import static io.maskexport.worker.verify.DifferenceCode.PART_NUMBER;
import static io.maskexport.worker.verify.DifferenceCode.REQUEST_DIGEST;
import static io.maskexport.worker.verify.DifferenceCode.REQUEST_ID;
import static io.maskexport.worker.verify.DifferenceCode.ROOT_FILES;
import static io.maskexport.worker.verify.DifferenceCode.TOTAL;
import static io.maskexport.worker.verify.DifferenceCode.WARNINGS;

/** Checks that a manifest is consistent in itself and with its folder, before anything else is read. */
record ManifestCheck(DifferenceReport report, ExportFolder folder, Manifest manifest) {
    void check() {
        folder.requestId().ifPresent(
                id -> report.compare(REQUEST_ID, "the folder", manifest.requestId(), id));
        var request = manifest.request();
        if (request != null) {
            report.compare(REQUEST_ID, "request.requestId", manifest.requestId(), request.requestId());
            report.compare(REQUEST_DIGEST, "requestDigest", manifest.requestDigest(), RequestDigest.of(request));
        }
    }

    void check(Manifest.ExportContent content) {
        var names = new HashSet<String>();
        for (int i = 0; i < content.parts().size(); i++) {
            var part = content.parts().get(i);
            if (part.number() != i + 1) {
                report.differs(PART_NUMBER, part.key(), "number %d, not %d".formatted(part.number(), i + 1));
            }
            if (!folder.holds(part.bucket(), part.key()) || !names.add(part.fileName())) {
                report.differs(PART_KEY, part.key(), "in bucket %s".formatted(part.bucket()));
            }
            checkLimit(part);
        }
        if (manifest.request() != null) {
            report.compare(ROOT_FILES, "files", manifest.request().archive().sharded(), !content.files().isEmpty());
        }
        var totals = content.totals();
        report.compare(TOTAL, "totals.bytes", totals.bytes(),
                content.parts().stream().mapToLong(ArchivePart::bytes).sum());
        report.compare(TOTAL, "totals.items", totals.items(),
                content.parts().stream().mapToLong(ArchivePart::items).sum());
        report.compare(TOTAL, "totals.rendered + totals.skipped", totals.items(),
                totals.rendered() + totals.skipped());
        checkWarnings(content.warnings());
    }

    /** A part with a single item may exceed the limit. */
    private void checkLimit(ArchivePart part) {
        var request = manifest.request();
        if (request != null && part.bytes() > request.archive().partMaxBytes() && part.items() > 1) {
            report.differs(PART_LIMIT, part.key(), "%d bytes; the maximum is %d".formatted(part.bytes(),
                    request.archive().partMaxBytes()));
        }
    }

    private void checkWarnings(WarningCounts warnings) {
        report.compare(WARNINGS, "warnings.counts", warnings.total(),
                warnings.counts().values().stream().mapToLong(Long::longValue).sum());
        if (warnings.list() == null) {
            long unlisted = warnings.counts().keySet().stream().mapToLong(warnings::unlisted).sum();
            report.compare(WARNINGS, "warnings.examples", warnings.total(), warnings.examples().size() + unlisted);
        }
    }
}
