package io.maskexport.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One tar archive, written as parts of bounded size. Parts are cut only between member groups, so each can be extracted
 * on its own; usually only the last one ends with end-of-archive blocks, so that, concatenated, they form one valid archive for
 * every reader. The same groups give the same bytes.
 *
 * <p>No part exceeds the limit, except that a group larger than the limit gets a part of its own. Not thread-safe.
 */
public final class PartedArchive implements Closeable {
    private final PartSink sink;
    private final long room;
    private final boolean indexed;
    private final boolean whole;
    private final List<PartSummary> finished = new ArrayList<>();
    private @Nullable TarPart current;

    /** @param partBytes largest size of a part, end-of-archive blocks included */
    public PartedArchive(PartSink sink, long partBytes) {
        this(sink, partBytes, false, false);
    }

    /**
     * @param partBytes largest size of a part, end-of-archive blocks included
     * @param indexed whether each part has an index beside it; the parts are the same
     */
    public PartedArchive(PartSink sink, long partBytes, boolean indexed) {
        this(sink, partBytes, indexed, false);
    }

    /**
     * @param partBytes largest size of a part, end-of-archive blocks included
     * @param indexed whether each part has an index beside it; the parts are the same
     * @param whole whether each part ends with end-of-archive blocks and so is an archive on its own; then they do not form
     * one together, and there is no part without a group
     */
    public PartedArchive(PartSink sink, long partBytes, boolean indexed, boolean whole) {
        this.sink = sink;
        this.whole = whole;
        this.room = partBytes - TarSize.END_OF_ARCHIVE;
        this.indexed = indexed;
    }

    /** Whether a group fits into the current part; if not, adding it completes that part. */
    public boolean fits(MemberGroup group) {
        return current == null || current.bytes() + TarSize.of(group) <= room;
    }

    /**
     * Writes a group.
     *
     * @return the part that was completed and committed because the group did not fit into it
     */
    public Optional<PartSummary> add(MemberGroup group) throws IOException {
        var ended = fits(group) ? Optional.<PartSummary>empty() : Optional.of(cut());
        current().add(group, TarSize.of(group));
        return ended;
    }

    /**
     * Commits the last part, if one is open.
     *
     * @param endOfArchive whether the whole archive ends here; then there is a last part, even an empty one, unless each part
     * is whole
     * @return all parts in order
     */
    public List<PartSummary> finish(boolean endOfArchive) throws IOException {
        if (endOfArchive && !whole) {
            ended(current().commitWithEnd());
        } else if (current != null) {
            cut();
        }
        return List.copyOf(finished);
    }

    private PartSummary cut() throws IOException {
        return ended(whole ? current().commitWithEnd() : current().commit());
    }

    private PartSummary ended(PartSummary part) throws IOException {
        close();
        finished.add(part);
        return part;
    }

    private TarPart current() throws IOException {
        if (current == null) {
            int number = finished.size() + 1;
            current = opened(number);
        }
        return current;
    }

    private TarPart opened(int number) throws IOException {
        var output = sink.open(number);
        try {
            return new TarPart(number, output,
                    indexed ? Optional.of(new PartIndex(sink.openIndex(number))) : Optional.empty());
        } catch (IOException | RuntimeException e) {
            try (output) {
                throw e;
            }
        }
    }

    /** Closes the current part; aborts it unless it was committed. */
    @Override
    public void close() throws IOException {
        var part = current;
        current = null;
        if (part != null) {
            part.close();
        }
    }
}
