package io.maskexport.picture;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

/** An ImageIO reader on bytes in memory. Writes no cache file and ignores metadata. */
final class MemoryReader implements AutoCloseable {
    private final ImageReader reader;
    private boolean warned;

    static {
        ImageIO.setUseCache(false);
    }

    MemoryReader(ImageReader reader, byte[] encoded) {
        this.reader = reader;
        reader.setInput(new ByteArrayImageInputStream(encoded), true, true);
        reader.addIIOReadWarningListener((source, warning) -> warned = true);
    }

    /** The JDK's own reader, whatever else is installed. */
    static MemoryReader ofJdk(String format, byte[] encoded) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            var reader = readers.next();
            if ("java.desktop".equals(reader.getClass().getModule().getName())) {
                return new MemoryReader(reader, encoded);
            }
        }
        throw new IOException("The JDK has no reader for " + format);
    }

    ImageReader reader() {
        return reader;
    }

    /** Whether the reader reported damage that it could work around. */
    boolean warned() {
        return warned;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
