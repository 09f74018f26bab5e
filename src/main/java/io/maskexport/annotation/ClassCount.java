package io.maskexport.annotation;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.defect.Defect;

import static io.maskexport.defect.DefectCode.IGNORE_INDEX_CLASS;
import static io.maskexport.defect.DefectCode.SIXTEEN_BIT_CLASSES;

/** Notices that follow from the number of classes. */
final class ClassCount {
    /** Many training tools use 255 for "no class". */
    private static final int IGNORE_INDEX = 255;

    private ClassCount() {}

    static List<Defect> notices(List<String> titles) {
        var notices = new ArrayList<Defect>();
        if (titles.size() >= IGNORE_INDEX) {
            notices.add(new Defect(IGNORE_INDEX_CLASS, "class '" + titles.get(IGNORE_INDEX - 1) + "' has index 255"));
        }
        if (titles.size() > IGNORE_INDEX) {
            notices.add(new Defect(SIXTEEN_BIT_CLASSES, titles.size() + " classes: machine masks are 16-bit grey"));
        }
        return notices;
    }
}
