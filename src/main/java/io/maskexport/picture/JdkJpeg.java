package io.maskexport.picture;

import java.io.IOException;

import io.maskexport.defect.DefectException;

/** The JPEG decoder of the JDK (libjpeg 6b), whose upsampling and DCT equal OpenCV's. */
record JdkJpeg() implements JpegDecoder {

    @Override
    public boolean decode(JpegHeader header, byte[] plain, byte[] rgb) throws DefectException, IOException {
        if (header.arithmetic()) {
            throw JpegHeader.unreadable("A JPEG with arithmetic coding needs libturbojpeg");
        }
        try (var memory = MemoryReader.ofJdk("jpeg", plain)) {
            var reader = memory.reader();
            switch (header.colours()) {
                case GREY -> Samples.copyGrey(reader.readRaster(0, null), rgb);
                case CMYK -> InkColours.fromCmyk(Samples.bytes(reader.readRaster(0, null)), rgb);
                case YCCK -> InkColours.fromYcck(Samples.bytes(reader.readRaster(0, null)), rgb);
                case RGB, YCC -> {
                    var parameters = reader.getDefaultReadParam();
                    parameters.setDestination(Samples.imageOn(rgb, header.width(), header.height()));
                    reader.read(0, parameters);
                }
            }
            return memory.warned();
        }
    }

    @Override
    public void close() {
        // Nothing is kept between pictures.
    }
}
