package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.maskexport.archive.PartSummary;
import io.maskexport.archive.PartedArchive;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.defect.DefectException;
import io.maskexport.export.ItemStream;
import io.maskexport.export.OutputCount;
import io.maskexport.export.RenderedItem;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.manifest.ArchiveSum;
import io.maskexport.worker.manifest.FailedItems;
import io.maskexport.worker.manifest.PartTally;
import io.maskexport.worker.plan.PartRecord;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.PlannedItems;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task. It does not repeat the parts of earlier attempts that are recorded and in the bucket as recorded; it
 * continues with the next item. The bytes are the same as without an interruption, because each part starts afresh where
 * the previous one ended.
 */
final class TaskRun {
    private final ProtocolPorts ports;
    private final PlannedExport export;
    private final int task;
    private final StopCheck stopCheck;
    private final ProgressEvents progress;
    private final ArchiveSum parts = new ArchiveSum();
    private boolean ended;
    private final OutputCount output;
    private PartTally tally = new PartTally();
    private @Nullable FailedItems failed;
    private int done;

    TaskRun(ProtocolPorts ports, PlannedExport export, int task, StopCheck stopCheck) {
        this.ports = ports;
        this.export = export;
        this.task = task;
        this.stopCheck = stopCheck;
        this.output = new OutputCount(export.context().limits());
        this.progress = new ProgressEvents(ports.events(), ports.clock(), export.plan(), task);
    }

    /**
     * Makes the parts that are missing, and records the task as finished.
     *
     * @throws WorkStopped when told to stop, or when the export has ended otherwise
     * @throws DefectException of scope {@code EXPORT}
     */
    void run() throws IOException, InterruptedException, DefectException {
        resume();
        if (!ended) {
            make();
        }
        export.folder().record(export.plan(), task, parts.summary());
    }

    private void make() throws IOException, InterruptedException, DefectException {
        var options = export.plan().request().archive();
        try (var uploads = new PartUploads(ports.store(), export.destination(), export.plan(), task, parts.parts());
                var archive = new PartedArchive(uploads, options.partMaxBytes(), options.indexed(),
                        options.sharded())) {
            render(archive, uploads);
            end(archive, uploads);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (UncheckedDefect e) {
            throw e.defect();
        }
    }

    private void resume() throws IOException, DefectException {
        for (int n = 1;; n++) {
            var recorded = export.folder().part(export.plan(), task, n);
            if (recorded.isEmpty() || !export.isThere(recorded.get().part())) {
                return;
            }
            add(recorded.get());
            output.add(recorded.get().part().members(), recorded.get().part().bytes());
            done = recorded.get().next();
        }
    }

    private void add(PartRecord part) {
        parts.add(part.summary());
        failed = FailedItems.sum(failed, part.failed());
        ended = part.end();
    }

    private void render(PartedArchive archive, PartUploads uploads)
            throws IOException, InterruptedException, DefectException {
        var items = new PlannedItems(export.folder(), export.plan().chunksOf(task), export.plan().itemsBefore(task),
                done);
        if (items.hasNext()) {
            var stream = ports.engine().open(export.source(), export.context());
            stream.render(items, new ItemReceiver(archive, uploads));
        }
    }

    /** Receives rendered items, and stops the attempt when the export has ended, even during a long item. */
    private final class ItemReceiver implements ItemStream.Receiver {
        private final PartedArchive archive;
        private final PartUploads uploads;

        ItemReceiver(PartedArchive archive, PartUploads uploads) {
            this.archive = archive;
            this.uploads = uploads;
        }

        @Override
        public void accept(RenderedItem item) throws IOException, InterruptedException, DefectException {
            stopCheck.pass();
            add(archive, uploads, item);
        }

        @Override
        public void await() throws IOException, InterruptedException {
            stopCheck.pass();
        }
    }

    private void add(PartedArchive archive, PartUploads uploads, RenderedItem item)
            throws IOException, InterruptedException, DefectException {
        if (item.selected()) {
            output.add(item.members());
            var ended = archive.add(item.members());
            if (ended.isPresent()) {
                finish(ended.get(), uploads, false);
            }
        }
        done++;
        tally.add(item);
        if (task == 1) { // the first items of all: a limit that they exceed is exceeded whatever follows
            export.plan().check(FailedItems.sum(failed, tally.failed()));
        }
        progress.done(done);
    }

    private void end(PartedArchive archive, PartUploads uploads)
            throws IOException, InterruptedException, DefectException {
        boolean lastOfAll = export.plan().isLast(task);
        if (lastOfAll && !export.plan().request().archive().sharded()) {
            var ended = archive.add(RootFiles.of(export.metaJson(), export.context()));
            if (ended.isPresent()) {
                finish(ended.get(), uploads, false);
            }
        }
        var all = archive.finish(lastOfAll);
        if (all.isEmpty()) {
            parts.add(tally.withoutPart());
        } else if (parts.parts() < uploads.before() + all.size()) {
            finish(all.getLast(), uploads, true);
        }
    }

    private void finish(PartSummary summary, PartUploads uploads, boolean end)
            throws IOException, InterruptedException {
        var object = uploads.committed(summary.number(), end);
        var part = tally.part(uploads.number(summary.number()), summary, object.ref().bucket(), object.ref().key(),
                object.etag(), uploads.committedIndex(summary, end));
        var finished = new PartRecord(part, done, end, tally.totals(summary.bytes()), tally.warningCounts(),
                tally.warnings(),
                tally.failed(), tally.sets().text());
        export.folder().record(export.plan(), task, finished);
        add(finished);
        stopCheck.partFinished();
        ports.events().publish(new PartCompleted(export.plan().requestId(), part), export.plan().trace());
        uploads.announced(done, summary.bytes());
        tally = new PartTally();
    }
}
