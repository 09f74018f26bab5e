package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.Map;

import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.export.SourceOrder;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.DELTA;
import static io.maskexport.worker.verify.DifferenceCode.MEMBER_PATH;
import static io.maskexport.worker.verify.DifferenceCode.MEMBER_TWICE;
import static io.maskexport.worker.verify.DifferenceCode.REFERENCE;

/** Checks how a delta says that it differs from an earlier export. Reads its lists line by line. */
final class DeltaCheck {
    private final DifferenceReport report;
    private final ExportFolder folder;
    private final Map<String, ExportFolder.FolderEntry> entries;
    private final SeenPaths seen;

    /** @param seen paths of the archive */
    DeltaCheck(DifferenceReport report, ExportFolder folder, Map<String, ExportFolder.FolderEntry> entries,
            SeenPaths seen) {
        this.report = report;
        this.folder = folder;
        this.entries = entries;
        this.seen = seen;
    }

    /** Receives each item of a list. */
    @FunctionalInterface
    private interface ItemReceiver {
        void accept(DeltaItem item) throws IOException;
    }

    void check(Manifest manifest, Manifest.ExportContent content) throws IOException {
        var request = manifest.request();
        var delta = content.delta();
        var since = request == null ? null : request.since();
        if ((since == null) != (delta == null)) {
            report.differs(DELTA, "delta", delta == null ? "is missing" : "was not requested");
        }
        if (delta == null) {
            return;
        }
        if (since != null) {
            report.compare(DELTA, "delta.since", since.bucket() + "/" + since.key(),
                    delta.since().bucket() + "/" + delta.since().key());
        }
        var left = content.totals().unselected();
        report.compare(DELTA, "delta.changed + delta.added", delta.changed().items() + delta.added(),
                content.totals().items() + (left == null ? 0 : left));
        try (var references = new ReferenceCheck(report, folder)) {
            check(delta.unchanged(), item -> {
                if (MemberRules.isSafe(item.part().key())) {
                    references.check(item);
                } else {
                    report.differs(REFERENCE, item.item(), "'%s' is no key of a part".formatted(item.part().key()));
                }
                for (var file : item.files()) {
                    if (!seen.add(file)) {
                        report.differs(MEMBER_TWICE, file, "in the archive, and in " + item.part().key());
                    }
                }
            });
        }
        check(delta.changed(), _ -> {});
        check(delta.removed(), _ -> {});
    }

    private void check(ExportDelta.DeltaList list, ItemReceiver receiver) throws IOException {
        var pointer = list.list();
        var entry = pointer == null ? null : entries.get(pointer.fileName());
        if (pointer == null || entry == null || !folder.holds(pointer.bucket(), pointer.key())) {
            report.differs(DELTA, pointer == null ? "a list" : pointer.key(), "is missing");
            return;
        }
        try (var input = new PartInput(folder.open(entry))) {
            long count = read(new BoundedLines(input), pointer.key(), receiver);
            input.drain();
            report.compare(DELTA, pointer.key(), list.items(), count);
            report.compare(DELTA, pointer.key(), pointer.sha256(), input.sha256());
        } catch (BoundedLines.LongLineException e) {
            report.differs(DELTA, pointer.key(), String.valueOf(e.getMessage()));
        }
    }

    private long read(BoundedLines lines, String key, ItemReceiver receiver) throws IOException {
        @Nullable
        DeltaItem before = null;
        for (var line = lines.next(); line != null; line = lines.next()) {
            var item = item(line, key, lines.number());
            if (item != null) {
                if (before != null && SourceOrder.compare(before.source(), item.source()) >= 0) {
                    report.differs(DELTA, key, "'%s' is not after '%s'".formatted(item.source(), before.source()));
                }
                item.files().stream().filter(file -> !MemberRules.isSafe(file))
                        .forEach(file -> report.differs(MEMBER_PATH, file, "in " + key));
                receiver.accept(item);
                before = item;
            }
        }
        return lines.number();
    }

    private @Nullable DeltaItem item(byte[] line, String key, long number) {
        try {
            return JsonRecords.read(line, DeltaItem.class);
        } catch (IOException e) {
            report.differs(DELTA, key, "line %d is not an item: %s".formatted(number, e.getMessage()));
            return null;
        }
    }
}
