package io.maskexport.annotation;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.defect.Defect;
import org.jspecify.annotations.Nullable;

/** Defects in file order; when there are very many, the last one says how many more there were. */
final class DefectList {
    private static final int MOST = 10_000;

    private final List<Defect> defects = new ArrayList<>();
    private @Nullable Defect last;
    private int more;

    void add(Defect defect) {
        if (defects.size() < MOST) {
            defects.add(defect);
        } else {
            last = defect;
            more++;
        }
    }

    List<Defect> toList() {
        var all = new ArrayList<>(defects);
        if (last != null) {
            all.add(new Defect(last.code(), "and " + more + " more defects, the last of them: " + last.detail()));
        }
        return all;
    }
}
