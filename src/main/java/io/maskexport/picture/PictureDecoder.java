package io.maskexport.picture;

import java.io.IOException;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_BYTES;

/**
 * Decodes source images to the RGB that OpenCV 4.11's {@code imread(IMREAD_COLOR)} gives, upright. The content decides the
 * format, and nothing but the content and the limits decides what comes out. Formats and exceptions:
 * {@code docs/formats.md}. Keeps nothing between pictures.
 */
public final class PictureDecoder {
    private final JpegDecoder jpegDecoder;
    private final Limits limits;

    private PictureDecoder(JpegDecoder jpegDecoder, Limits limits) {
        this.jpegDecoder = jpegDecoder;
        this.limits = limits;
    }

    /**
     * A decoder that refuses images beyond {@code limits}.
     *
     * @throws IllegalStateException when {@link JpegBackend#TURBO} is asked for and the system lacks libturbojpeg
     */
    public static PictureDecoder create(JpegBackend backend, Limits limits) {
        return new PictureDecoder(backend.open(), limits);
    }

    /**
     * Decodes one image. Holds no more than {@link DecodingCost} says.
     *
     * @param encoded the whole file
     * @throws DefectException {@code IMAGE_TOO_LARGE}, found in the header before a pixel is decoded, or
     *     {@code IMAGE_UNREADABLE}
     */
    public Decoded decode(byte[] encoded) throws DefectException {
        if (encoded.length > limits.of(IMAGE_BYTES)) {
            throw new DefectException(IMAGE_BYTES, DefectCode.IMAGE_TOO_LARGE,
                    encoded.length + " bytes exceed the limit");
        }
        var header = Header.of(encoded);
        header.require(limits, encoded);
        byte[] stored = new byte[3 * header.width() * header.height()];
        boolean damaged = decodeTo(stored, header, encoded);
        return new Decoded(header.orientation().upright(stored, header.width(), header.height()), notice(damaged));
    }

    /** Returns whether the data are damaged. Decoders throw many things at broken data: all mean the same here. */
    private boolean decodeTo(byte[] rgb, Header header, byte[] encoded) throws DefectException {
        try {
            switch (header) {
                case JpegHeader jpeg -> {
                    return jpegDecoder.decode(jpeg, PlainJpeg.of(jpeg, encoded), rgb);
                }
                case PngHeader png -> PngReader.decode(png, encoded, rgb);
                case BmpHeader bmp -> BmpReader.decode(bmp, encoded, rgb);
                case TiffHeader tiff -> {
                    return TiffReader.decode(tiff, encoded, rgb, limits);
                }
                case WebpHeader webp -> WebpReader.decode(webp, encoded, rgb);
            }
            return false;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            FatalErrors.rethrow(e);
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The image cannot be decoded: " + e.getMessage());
        }
    }

    private static Optional<Defect> notice(boolean damaged) {
        return damaged
                ? Optional.of(new Defect(DefectCode.IMAGE_DAMAGED, "The image is damaged or ends early"))
                : Optional.empty();
    }
}
