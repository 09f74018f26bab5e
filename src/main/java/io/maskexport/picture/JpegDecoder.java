package io.maskexport.picture;

import java.io.IOException;

import io.maskexport.defect.DefectException;

/** Decodes JPEG frames to stored (not yet upright) RGB rows, the same pixels from every implementation. */
sealed interface JpegDecoder permits JdkJpeg, TurboJpeg {

    /**
     * Gives all rows that there are.
     *
     * @param plain the file without application markers, see {@link PlainJpeg}
     * @return whether the data are damaged or end early, so that only a part of the picture is what it was
     * @throws DefectException when nothing can be shown, with a reason for people
     * @throws IOException when nothing can be shown
     */
    boolean decode(JpegHeader header, byte[] plain, StoredRows rows) throws DefectException, IOException;
}
