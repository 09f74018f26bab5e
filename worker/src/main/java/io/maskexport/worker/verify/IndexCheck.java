package io.maskexport.worker.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.defect.Limit;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.INDEX;
import static io.maskexport.worker.verify.DifferenceCode.INDEX_LINE;
import static io.maskexport.worker.verify.DifferenceCode.INDEX_PIXELS;

/** Reads the index of a part line by line while the part is read, and compares each line with the files of its item. */
final class IndexCheck implements Closeable {
    private final DifferenceReport report;
    private final ArchivePart part;
    private final IndexObject index;
    private final boolean isExact;
    private final boolean isTracked;
    private final int ignored;
    private final SplitCheck splits;
    private final PartInput input;
    private final BoundedLines lines;
    private final Map<String, IndexLine.IndexedMember> awaited = new LinkedHashMap<>();
    private final Map<String, IndexLine.IndexedObject> objects = new HashMap<>();
    private @Nullable IndexLine line;
    private boolean isCut;

    /**
     * @param isExact whether machine masks hold the values of classes and of an ignore border, and nothing else
     * @param ignored the value of the border, or 0
     * @param isTracked whether each line says what the item was made of
     * @param splits hears of every item
     */
    IndexCheck(DifferenceReport report, ArchivePart part, IndexObject index, boolean isExact, int ignored,
            boolean isTracked, SplitCheck splits, InputStream in) {
        this.isTracked = isTracked;
        this.report = report;
        this.part = part;
        this.index = index;
        this.isExact = isExact;
        this.ignored = ignored;
        this.splits = splits;
        this.input = new PartInput(in);
        this.lines = new BoundedLines(input);
    }

    /**
     * The next item begins. Lines of items without files are passed over.
     *
     * @param isNamed whether the path is certain, or guessed because the archive lacks originals
     */
    void item(String path, boolean isNamed) throws IOException {
        endItem();
        line = nextWithFiles();
        if (isCut) {
            return;
        }
        if (line == null) {
            report.differs(INDEX_LINE, path, "is not in " + index.key());
        } else if (isNamed) {
            report.compare(INDEX_LINE, path, line.item(), path);
        }
    }

    private void endItem() {
        awaited.keySet().forEach(path -> report.differs(INDEX_LINE, path, "is not in " + part.key()));
        awaited.clear();
        objects.clear();
    }

    private @Nullable IndexLine nextWithFiles() throws IOException {
        for (var text = nextLine(); text != null; text = nextLine()) {
            try {
                var next = JsonRecords.read(text, IndexLine.class);
                splits.item(next.listedAs(), next.split());
                if (isTracked != (next.inputs() != null)) {
                    report.differs(INDEX_LINE, next.item(), isTracked ? "has no inputs" : "has inputs");
                }
                awaited.putAll(next.members());
                next.instances().stream().filter(object -> object.mask() != null)
                        .forEach(object -> objects.put(String.valueOf(pathOf(object)), object));
                if (!awaited.isEmpty()) {
                    return next;
                }
            } catch (IOException e) {
                report.differs(INDEX_LINE, index.key(),
                        "line %d is not an item: %s".formatted(lines.number(), e.getMessage()));
                return null;
            }
        }
        return null;
    }

    /** Of an index with a line that is too long, only the lines before it are compared. */
    private byte @Nullable [] nextLine() throws IOException {
        try {
            return lines.next();
        } catch (BoundedLines.LongLineException e) {
            report.differs(INDEX_LINE, index.key(), String.valueOf(e.getMessage()));
            isCut = true;
            return null;
        }
    }

    private static @Nullable String pathOf(IndexLine.IndexedObject object) {
        var mask = object.mask();
        return mask == null ? null : mask.path();
    }

    /**
     * The next file of the item.
     *
     * @param content read only where pixels are counted
     */
    void member(String path, long offset, long length, InputStream content) throws IOException {
        var member = awaited.remove(path);
        if (isCut && member == null) {
            return;
        }
        if (member == null) {
            report.differs(INDEX_LINE, path, "is not in " + index.key());
            return;
        }
        report.compare(INDEX_LINE, path, member.offset(), offset);
        report.compare(INDEX_LINE, path, member.length(), length);
        checkPixels(path, length, content);
    }

    private void checkPixels(String path, long length, InputStream content) throws IOException {
        var object = objects.get(path);
        if (object != null) {
            var pixels = pixels(path, length, content);
            report.compare(INDEX_PIXELS, path, object.area(), pixels.bright());
            report.compare(INDEX_PIXELS, path, object.bbox(), pixels.box());
        } else if (isExact && line != null && path.equals(line.machineMask())) {
            var counts = new HashMap<>(pixels(path, length, content).counts());
            counts.remove(ignored);
            report.compare(INDEX_PIXELS, path, line.visibleByClass(), counts);
        } else if (line != null && line.has("cocoInstances", path) && isShort(path, length)) {
            new CocoCheck(report, path, line.instances()).instances(content.readAllBytes());
        } else if (line != null && path.endsWith(".json") && line.has("cocoPanoptic", path) && isShort(path, length)) {
            new CocoCheck(report, path, line.instances()).segments(content.readAllBytes());
        }
    }

    /** Whether a file may be read into memory; a difference if it may not. */
    private boolean isShort(String path, long length) {
        return report.isWithin(Limit.IMAGE_BYTES, length, INDEX_PIXELS, path);
    }

    private GreyPixels pixels(String path, long length, InputStream content) throws IOException {
        if (!isShort(path, length)) {
            return GreyPixels.NONE;
        }
        var png = content.readAllBytes();
        try {
            return GreyPixels.of(png);
        } catch (IOException e) {
            report.differs(INDEX_PIXELS, path, String.valueOf(e.getMessage()));
            return GreyPixels.NONE;
        }
    }

    /** The part has ended. */
    void finish() throws IOException {
        endItem();
        for (var more = nextWithFiles(); more != null; more = nextWithFiles()) {
            report.differs(INDEX_LINE, more.item(), "is not in " + part.key());
            awaited.clear();
        }
        if (isCut) {
            return;
        }
        input.drain();
        report.compare(INDEX_LINE, index.key(), part.items(), lines.number());
        report.compare(INDEX, index.key(), index.sha256(), input.sha256());
    }

    /** Why the index could not be read, if it could not. */
    Optional<IOException> failure() {
        return input.failure();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
