package io.maskexport.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_BYTES;

/**
 * Decodes source images to the RGB of OpenCV 4.11's {@code imread(IMREAD_COLOR)}, upright. The content decides the
 * format, and the result depends only on the content and the limits. Formats and exceptions: {@code docs/formats.md}.
 * Keeps no state between pictures.
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
     * @throws IllegalStateException if {@link JpegBackend#TURBO} is requested and the system lacks libturbojpeg
     */
    public static PictureDecoder create(JpegBackend backend, Limits limits) {
        return new PictureDecoder(backend.open(), limits);
    }

    /**
     * Decodes a whole image.
     *
     * @param encoded the whole file
     * @throws DefectException as {@link #open} and {@link PictureRows#read}
     */
    public Decoded decode(byte[] encoded) throws DefectException {
        var rows = open(encoded);
        int rowBytes = 3 * rows.width();
        var whole = ByteBuffer.allocate(rowBytes * rows.height());
        var notice = rows.read((rgb, from) -> whole.put(rgb, from, rowBytes));
        return new Decoded(new Picture(rows.width(), rows.height(), whole.array()), notice);
    }

    /**
     * Reads the header of an image. Decoding it will hold no more than {@link DecodingCost} says.
     *
     * @param encoded the whole file
     * @throws DefectException {@code IMAGE_TOO_LARGE}, found in the header before a pixel is decoded, or
     * {@code IMAGE_UNREADABLE}
     */
    public PictureRows open(byte[] encoded) throws DefectException {
        if (encoded.length > limits.of(IMAGE_BYTES)) {
            throw new DefectException(IMAGE_BYTES, DefectCode.IMAGE_TOO_LARGE,
                    encoded.length + " bytes exceed the limit");
        }
        var header = Header.of(encoded);
        header.require(limits, encoded);
        return new Opened(header, encoded);
    }

    /** An image that is decoded when its rows are read. */
    private final class Opened implements PictureRows {
        private final Header header;
        private final byte[] encoded;

        private Opened(Header header, byte[] encoded) {
            this.header = header;
            this.encoded = encoded;
        }

        @Override
        public int width() {
            return header.orientation().swapsSides() ? header.height() : header.width();
        }

        @Override
        public int height() {
            return header.orientation().swapsSides() ? header.width() : header.height();
        }

        @Override
        public long heapBytes() {
            return encoded.length + header.cost(encoded.length, limits).heapBytes();
        }

        @Override
        public Optional<Defect> read(RowSink sink) throws DefectException {
            var rows = new StoredRows(header, sink);
            boolean damaged = decode(header, encoded, rows);
            rows.finish();
            return notice(damaged);
        }
    }

    /** Returns whether the data are damaged. Decoders throw various exceptions for broken data; all mean the same here. */
    private boolean decode(Header header, byte[] encoded, StoredRows rows) throws DefectException {
        try {
            switch (header) {
                case JpegHeader jpeg -> {
                    var decoder = jpeg.isTakenWhole(encoded.length, limits) ? jpegDecoder : JdkJpeg.INSTANCE;
                    return decoder.decode(jpeg, PlainJpeg.of(jpeg, encoded), rows);
                }
                case PngHeader png -> PngReader.decode(png, rows);
                case BmpHeader bmp -> BmpReader.decode(bmp, encoded, rows);
                case TiffHeader tiff -> {
                    return TiffReader.decode(tiff, encoded, rows, limits);
                }
                case WebpHeader webp -> WebpReader.decode(webp, encoded, rows);
            }
            return false;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            rows.rethrow();
            FatalErrors.rethrow(e);
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The image cannot be decoded: " + e.getMessage());
        }
    }

    private static Optional<Defect> notice(boolean damaged) {
        return damaged
                ? Optional.of(new Defect(DefectCode.IMAGE_DAMAGED, "The image is damaged or truncated"))
                : Optional.empty();
    }
}
