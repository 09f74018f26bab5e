package io.maskexport.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One tar archive, written as parts of bounded size. Parts are cut between member groups only, so each extracts by
 * itself; and only the last one ends with end-of-archive blocks, so all of them behind one another are one valid archive
 * to every reader. The same groups give the same bytes.
 *
 * <p>No part is larger than the limit, unless one group alone is: it gets a part of its own. Not for several threads.
 */
public final class PartedArchive implements Closeable {
    private final PartSink sink;
    private final long room;
    private final List<PartSummary> finished = new ArrayList<>();
    private @Nullable TarPart current;

    /** @param partBytes limit of a part's size, end-of-archive blocks included */
    public PartedArchive(PartSink sink, long partBytes) {
        this.sink = sink;
        this.room = partBytes - TarSize.END_OF_ARCHIVE;
    }

    /** Whether a group still goes into the current part; if not, adding it ends that part. */
    public boolean fits(MemberGroup group) {
        return current == null || current.bytes() + TarSize.of(group) <= room;
    }

    /**
     * Writes a group.
     *
     * @return the part that was ended and committed because the group did not fit into it
     */
    public Optional<PartSummary> add(MemberGroup group) throws IOException {
        var ended = fits(group) ? Optional.<PartSummary>empty() : Optional.of(cut());
        current().add(group, TarSize.of(group));
        return ended;
    }

    /**
     * Commits the last part, if there is an open one.
     *
     * @param endOfArchive whether this is the end of the whole archive; then there is a last part, even an empty one
     * @return all parts in order
     */
    public List<PartSummary> finish(boolean endOfArchive) throws IOException {
        if (endOfArchive) {
            ended(current().commitWithEnd());
        } else if (current != null) {
            cut();
        }
        return List.copyOf(finished);
    }

    private PartSummary cut() throws IOException {
        return ended(current().commit());
    }

    private PartSummary ended(PartSummary part) throws IOException {
        close();
        finished.add(part);
        return part;
    }

    private TarPart current() throws IOException {
        if (current == null) {
            int number = finished.size() + 1;
            current = new TarPart(number, sink.open(number));
        }
        return current;
    }

    /** Ends the current part; aborts it unless it was committed. */
    @Override
    public void close() throws IOException {
        var part = current;
        current = null;
        if (part != null) {
            part.close();
        }
    }
}
