package io.maskexport.annotation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;

/** Defects in file order. If there are very many, the last entries count the remaining ones of each code. */
final class DefectList {
    private static final int LISTED_DEFECTS = 10_000;

    private final List<Defect> defects = new ArrayList<>();
    private final Map<DefectCode, More> more = new EnumMap<>(DefectCode.class);

    /** Defects of one code that are only counted. */
    private record More(long count, Defect last) {
        More and(More next) {
            return new More(count + next.count, next.last);
        }

        Defect sum() {
            var more = count == 1 ? "and 1 more defect: " : "and " + count + " more defects, the last of them: ";
            return new Defect(last.code(), more + last.detail(), Optional.empty(), count);
        }
    }

    void add(Defect defect) {
        if (defects.size() < LISTED_DEFECTS) {
            defects.add(defect);
        } else {
            more.merge(defect.code(), new More(1, defect), More::and);
        }
    }

    List<Defect> toList() {
        var all = new ArrayList<>(defects);
        more.values().forEach(rest -> all.add(rest.sum()));
        return all;
    }
}
