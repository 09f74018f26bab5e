package io.maskexport.picture;

import java.util.Optional;

import io.maskexport.defect.DefectException;

/** The sides of an upright picture in pixels, as its header says; nothing is decoded. */
public record PictureSize(int width, int height) {
    /** The size of an encoded picture; empty if its header cannot be read. */
    public static Optional<PictureSize> of(byte[] encoded) {
        try {
            var header = Header.of(encoded);
            return Optional.of(header.orientation().swapsSides()
                    ? new PictureSize(header.height(), header.width())
                    : new PictureSize(header.width(), header.height()));
        } catch (DefectException _) {
            return Optional.empty();
        }
    }
}
