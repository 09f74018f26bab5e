package io.maskexport.picture;

import java.io.IOException;

import io.maskexport.defect.DefectException;

/** Decodes JPEG frames to stored (not yet upright) RGB rows; every implementation gives the same pixels. */
sealed interface JpegDecoder permits JdkJpeg, TurboJpeg {

    /**
     * Passes on all available rows.
     *
     * @param plain the file without application markers, see {@link PlainJpeg}
     * @return whether the data are damaged or end early, so that the picture is incomplete
     * @throws DefectException if nothing can be shown, with a reason for people
     * @throws IOException if nothing can be shown
     */
    boolean decode(JpegHeader header, byte[] plain, StoredRows rows) throws DefectException, IOException;
}
