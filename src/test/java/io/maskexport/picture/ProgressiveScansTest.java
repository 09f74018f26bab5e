package io.maskexport.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressiveScansTest {
    @Test
    void a_whole_file_lacks_nothing() throws Exception {
        assertThat(lacks(progressive())).isFalse();
    }

    @Test
    void a_file_of_its_first_scans_lacks_low_frequencies() throws Exception {
        byte[] whole = progressive();
        int scans = 0;
        for (int at = JpegHeader.read(ByteBuffer.wrap(whole)).firstScan(); scans < 4; scans++) {
            at = JpegScans.nextMarker(whole, at + 2);
            byte[] cut = Arrays.copyOf(whole, at + 2);
            cut[at + 1] = (byte) 0xd9;
            assertThat(lacks(cut)).as("after " + at + " bytes").isTrue();
        }
    }

    private static boolean lacks(byte[] jpeg) throws Exception {
        return ProgressiveScans.lackLowFrequencies(JpegHeader.read(ByteBuffer.wrap(jpeg)), jpeg);
    }

    private static byte[] progressive() throws Exception {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 1_200; i++) {
            image.setRGB(i % 40, i / 40, i * 0x1357);
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
