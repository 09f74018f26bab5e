package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.png.KeptPng;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.png.RunRows;

/** Encodes a picture of the numbers of objects in the colours of COCO's panoptic format. Reusable. */
final class PanopticPng {
    private final RunPng png = new RunPng();
    private VisibleSegments segments = new VisibleSegments(0);

    /** Starts a picture, whose rows have the numbers of objects and of the border. */
    RunRows begin(RasterMasks.Content content) {
        png.begin(content.width(), content.height(), PngFormat.RGB_8);
        segments = new VisibleSegments(content.borderNumber());
        int[] colours = new int[content.borderNumber() + 1];
        for (int number = 1; number < content.borderNumber(); number++) {
            colours[number] = content.valueOf(content.piece(number)) == 0 ? 0 : colour(number);
        }
        return new RowFan(List.of(segments, new MappedRows(colours, png)));
    }

    /** {@code 0xRRGGBB} of a number below 2<sup>24</sup>: its lowest byte is red. */
    private static int colour(int number) {
        return (number & 0xFF) << 16 | (number & 0xFF00) | number >> 16;
    }

    /** Ends the picture. */
    CocoMasks.PanopticMask finish(RasterMasks.Content content) {
        var visible = new ArrayList<PanopticSegment>();
        for (int number = 1; number < content.borderNumber(); number++) {
            int category = content.valueOf(content.piece(number));
            if (category > 0 && segments.area(number) > 0) {
                visible.add(new PanopticSegment(number, category, segments.box(number), segments.area(number)));
            }
        }
        return new CocoMasks.PanopticMask(KeptPng.plain(png.finish()), visible);
    }
}
