package io.maskexport.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Files, decoded by us and by OpenCV. */
public final class Comparison {

    private Comparison() {}

    static void assertSame(JpegBackend backend, Map<String, byte[]> images) throws IOException {
        assertThat(differences(backend, images)).isEmpty();
    }

    /** A line for each file whose pixels differ, or which only one of both reads. */
    public static List<String> differences(JpegBackend backend, Map<String, byte[]> images) throws IOException {
        var different = new ArrayList<String>();
        var decoder = PictureDecoder.create(backend, Limits.defaults());
        for (var image : images.entrySet()) {
            var difference = difference(decode(decoder, image.getValue()), OpenCvImages.read(image.getValue()));
            if (!difference.isEmpty()) {
                different.add(image.getKey() + ": " + difference);
            }
        }
        System.out.println(backend + ": " + images.size() + " pictures, " + different.size() + " different");
        return different;
    }

    private static @Nullable Picture decode(PictureDecoder decoder, byte[] encoded) {
        try {
            return decoder.decode(encoded).picture();
        } catch (DefectException e) {
            return null;
        }
    }

    private static String difference(@Nullable Picture ours, @Nullable Picture theirs) {
        if (ours == null) {
            return theirs == null ? "" : "only OpenCV reads it";
        }
        if (theirs == null) {
            return "OpenCV does not read it";
        }
        if (ours.width() != theirs.width() || ours.height() != theirs.height()) {
            return ours.width() + "x" + ours.height() + " for " + theirs.width() + "x" + theirs.height();
        }
        if (Arrays.equals(ours.rgb(), theirs.rgb())) {
            return "";
        }
        int worst = 0;
        int count = 0;
        for (int i = 0; i < ours.rgb().length; i++) {
            int gap = Math.abs((ours.rgb()[i] & 0xff) - (theirs.rgb()[i] & 0xff));
            worst = Math.max(worst, gap);
            count += gap > 0 ? 1 : 0;
        }
        return count + " of " + ours.rgb().length + " samples differ, by up to " + worst;
    }
}
