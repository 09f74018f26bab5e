package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.defect.DefectException;
import io.maskexport.picture.JpegHeader.Colours;
import io.maskexport.picture.JpegHeader.Component;

/** Walks the marker segments of a JPEG up to its first scan. */
final class JpegMarkers {
    private static final int START_OF_SCAN = 0xda;
    private static final int JFIF = 0xe0;
    /** Like OpenCV, reads only the first of these segments: after XMP, EXIF changes no orientation. */
    private static final int EXIF = 0xe1;
    private static final int EXIF_NAME = 6;
    private static final int ADOBE = 0xee;
    private static final int NO_ADOBE = -1;

    private final ByteBuffer jpeg;
    private Orientation orientation = Orientation.NORMAL;
    private boolean orientationKnown;
    private boolean jfif;
    private int adobeTransform = NO_ADOBE;
    private int process;
    private int width;
    private int height;
    private List<Component> components = List.of();

    JpegMarkers(ByteBuffer jpeg) {
        this.jpeg = jpeg;
    }

    JpegHeader header() throws DefectException {
        int at = nextMarker(jpeg, 2);
        while (marker(at) != START_OF_SCAN) {
            segment(marker(at), at + 4, end(jpeg, at) - at - 4);
            at = nextMarker(jpeg, end(jpeg, at));
        }
        if (components.isEmpty()) {
            throw JpegHeader.unreadable("The JPEG has a scan but no frame");
        }
        boolean severalScans = (process & 3) == 2 || (jpeg.get(at + 4) & 0xff) < components.size();
        return new JpegHeader(width, height, orientation, process, components, colours(), at, severalScans);
    }

    /** The position of the next 0xFF before a marker code; skips bytes between segments. */
    static int nextMarker(ByteBuffer jpeg, int from) {
        int at = from;
        while ((jpeg.get(at) & 0xff) != 0xff || isFill(jpeg.get(at + 1) & 0xff)) {
            at++;
        }
        return at;
    }

    /** End of the segment at {@code marker}. */
    static int end(ByteBuffer jpeg, int marker) {
        return marker + 2 + (jpeg.getShort(marker + 2) & 0xffff);
    }

    private static boolean isFill(int code) {
        return code == 0 || code == 0xff || code == 1 || (code >= 0xd0 && code <= 0xd8);
    }

    private int marker(int at) {
        return jpeg.get(at + 1) & 0xff;
    }

    private void segment(int marker, int from, int length) throws DefectException {
        if (isFrame(marker)) {
            frame(marker, from);
        } else if (marker == JFIF && length >= 5 && isText(from, "JFIF\0")) {
            jfif = true;
        } else if (marker == ADOBE && length >= 12 && isText(from, "Adobe")) {
            adobeTransform = jpeg.get(from + 11) & 0xff;
        } else if (marker == EXIF && !orientationKnown) {
            orientationKnown = true;
            int available = Math.min(length, jpeg.capacity() - from) - EXIF_NAME;
            if (available > 0 && (isText(from + EXIF_NAME, "II*\0") || isText(from + EXIF_NAME, "MM\0*"))) {
                orientation = TiffDirectory.read(jpeg.slice(from + EXIF_NAME, available)).orientation();
            }
        }
    }

    private boolean isText(int from, String text) {
        return Header.isText(jpeg, from, text);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void frame(int marker, int from) throws DefectException {
        if (!components.isEmpty()) {
            throw JpegHeader.unreadable("The JPEG has two frames");
        }
        process = marker;
        height = jpeg.getShort(from + 1) & 0xffff;
        width = jpeg.getShort(from + 3) & 0xffff;
        int count = jpeg.get(from + 5) & 0xff;
        var read = new ArrayList<Component>(count);
        for (int at = from + 6; read.size() < count; at += 3) {
            int sampling = jpeg.get(at + 1) & 0xff;
            var component = new Component(jpeg.get(at) & 0xff, sampling >> 4, sampling & 15);
            if (!isFactor(component.across()) || !isFactor(component.down())) {
                throw JpegHeader.unreadable("A JPEG with a sampling factor that is not 1 to 4");
            }
            read.add(component);
        }
        components = List.copyOf(read);
    }

    private static boolean isFactor(int sampling) {
        return sampling >= 1 && sampling <= 4;
    }

    /** libjpeg's rule (default_decompress_parms): JFIF before Adobe before component ids. */
    private Colours colours() throws DefectException {
        return switch (components.size()) {
            case 1 -> Colours.GREY;
            case 3 -> isRgb() ? Colours.RGB : Colours.YCC;
            case 4 -> adobeTransform > 0 ? Colours.YCCK : Colours.CMYK;
            default -> throw JpegHeader.unreadable("A JPEG of " + components.size() + " components");
        };
    }

    private boolean isRgb() {
        if (jfif) {
            return false;
        }
        return adobeTransform == NO_ADOBE
                ? components.stream().map(Component::id).toList().equals(List.of((int) 'R', (int) 'G', (int) 'B'))
                : adobeTransform == 0;
    }
}
