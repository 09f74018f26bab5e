package io.maskexport.picture;

import java.io.IOException;
import javax.imageio.ImageReader;

import io.maskexport.defect.DefectException;
import io.maskexport.picture.JpegHeader.Colours;

/** The JDK's JPEG decoder (libjpeg 6b), whose DCT and upsampling (except for {@link TallChroma}) equal OpenCV's. */
record JdkJpeg() implements JpegDecoder {
    static final JdkJpeg INSTANCE = new JdkJpeg();
    private static final String NO_NATIVE_MEMORY = "Insufficient memory";

    @Override
    public boolean decode(JpegHeader header, byte[] plain, StoredRows rows) throws DefectException, IOException {
        if (header.arithmetic()) {
            throw JpegHeader.unreadable("A JPEG with arithmetic coding needs libturbojpeg");
        }
        return reading(header, plain, reader -> read(header, reader, rows));
    }

    /** The samples as stored, with all components of each pixel in turn. */
    byte[] samples(JpegHeader header, byte[] plain) throws IOException {
        byte[][] samples = new byte[1][];
        reading(header, plain, reader -> samples[0] = Samples.bytes(reader.readRaster(0, null)));
        return samples[0];
    }

    /** An operation on a reader. */
    @FunctionalInterface
    private interface Reading {
        void read(ImageReader reader) throws IOException;
    }

    private static boolean reading(JpegHeader header, byte[] plain, Reading reading) throws IOException {
        try (var memory = MemoryReader.ofJdk("jpeg", plain)) {
            header.requireSize(memory.reader().getWidth(0), memory.reader().getHeight(0));
            reading.read(memory.reader());
            return memory.warned();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith(NO_NATIVE_MEMORY)) {
                throw new OutOfMemoryError("libjpeg: " + e.getMessage());
            }
            throw e;
        }
    }

    private static void read(JpegHeader header, ImageReader reader, StoredRows rows) throws IOException {
        int components = header.components().size();
        if (components == 4 || header.hasTall()) {
            byte[] stored = Samples.bytes(reader.readRaster(0, null));
            TallChroma.smooth(header, stored);
            byte[] rgb = new byte[rows.rowBytes()];
            for (int y = 0; y < header.height(); y++) {
                convert(header.colours(), stored, components * header.width() * y, rgb);
                rows.row(rgb, 0);
            }
        } else {
            var parameters = reader.getDefaultReadParam();
            parameters.setDestination(RowRaster.image(header, rows));
            reader.read(0, parameters);
        }
    }

    private static void convert(Colours colours, byte[] stored, int from, byte[] rgb) {
        switch (colours) {
            case CMYK -> InkColours.fromCmyk(stored, from, rgb);
            case YCCK -> InkColours.fromYcck(stored, from, rgb);
            case YCC -> Ycc.toRgb(stored, from, rgb);
            case RGB, GREY -> System.arraycopy(stored, from, rgb, 0, rgb.length);
        }
    }
}
