package io.maskexport.render;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The run lengths of an object in COCO's compressed text. A long text is in pieces, so that it was never in memory twice. */
public final class CocoCounts {
    private final List<byte[]> pieces;
    private final long length;

    CocoCounts(List<byte[]> pieces) {
        this.pieces = List.copyOf(pieces);
        length = pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** Number of characters, each of them a byte. */
    public long length() {
        return length;
    }

    /** Reads the text. */
    public Reader reader() {
        var streams = pieces.stream().map(ByteArrayInputStream::new).toList();
        return new InputStreamReader(new SequenceInputStream(Collections.enumeration(streams)), US_ASCII);
    }

    /** Whether the text is short enough for {@link #toString}. */
    public boolean isShort() {
        return pieces.size() == 1;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(Math.toIntExact(length));
        pieces.forEach(piece -> text.append(new String(piece, US_ASCII)));
        return text.toString();
    }
}
