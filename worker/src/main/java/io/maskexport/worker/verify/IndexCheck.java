package io.maskexport.worker.verify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.JsonRecords;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.INDEX;
import static io.maskexport.worker.verify.DifferenceCode.INDEX_LINE;
import static io.maskexport.worker.verify.DifferenceCode.INDEX_PIXELS;
import static java.nio.charset.StandardCharsets.UTF_8;

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
    private final BufferedReader lines;
    private final Map<String, IndexLine.IndexedMember> awaited = new LinkedHashMap<>();
    private final Map<String, IndexLine.IndexedObject> objects = new HashMap<>();
    private @Nullable IndexLine line;
    private long count;

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
        this.lines = new BufferedReader(new InputStreamReader(input, UTF_8));
    }

    /**
     * The next item begins. Lines of items without files are passed over.
     *
     * @param isNamed whether the path is certain, or guessed because the archive lacks originals
     */
    void item(String path, boolean isNamed) throws IOException {
        endItem();
        line = nextWithFiles();
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
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
            count++;
            try {
                var next = JsonRecords.read(text.getBytes(UTF_8), IndexLine.class);
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
                report.differs(INDEX_LINE, index.key(), "line %d is not an item: %s".formatted(count, e.getMessage()));
                return null;
            }
        }
        return null;
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
        if (member == null) {
            report.differs(INDEX_LINE, path, "is not in " + index.key());
            return;
        }
        report.compare(INDEX_LINE, path, member.offset(), offset);
        report.compare(INDEX_LINE, path, member.length(), length);
        checkPixels(path, content);
    }

    private void checkPixels(String path, InputStream content) throws IOException {
        var object = objects.get(path);
        if (object != null) {
            var pixels = pixels(path, content);
            report.compare(INDEX_PIXELS, path, object.area(), pixels.bright());
            report.compare(INDEX_PIXELS, path, object.bbox(), pixels.box());
        } else if (isExact && line != null && path.equals(line.machineMask())) {
            var counts = new HashMap<>(pixels(path, content).counts());
            counts.remove(ignored);
            report.compare(INDEX_PIXELS, path, line.visibleByClass(), counts);
        } else if (line != null && line.has("cocoInstances", path)) {
            new CocoCheck(report, path, line.instances()).instances(content.readAllBytes());
        } else if (line != null && path.endsWith(".json") && line.has("cocoPanoptic", path)) {
            new CocoCheck(report, path, line.instances()).segments(content.readAllBytes());
        }
    }

    private GreyPixels pixels(String path, InputStream content) throws IOException {
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
        input.drain();
        report.compare(INDEX_LINE, index.key(), part.items(), count);
        report.compare(INDEX, index.key(), index.sha256(), input.sha256());
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
