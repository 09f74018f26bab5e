package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Warning;

/**
 * Counts warnings and lists them. All are counted; of a subject that has very many, an item or a dataset, the first ones
 * are listed, and the first of each code. Not for several threads.
 */
public final class WarningTally {
    /** Most warnings of one subject that are listed, beside the first of each code. */
    static final int MAX_LISTED = 100;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final List<WarningExample> listed = new ArrayList<>();
    private final Set<DefectCode> codesOfSubject = EnumSet.noneOf(DefectCode.class);
    private String subject = "";
    private int listedOfSubject;

    /** Adds warnings, those of a subject one after the other. */
    public void add(List<Warning> warnings) {
        warnings.forEach(this::add);
    }

    private void add(Warning warning) {
        if (!warning.subject().equals(subject)) {
            subject = warning.subject();
            listedOfSubject = 0;
            codesOfSubject.clear();
        }
        var defect = warning.defect();
        counts.merge(defect.code().name(), defect.times(), Long::sum);
        if (codesOfSubject.add(defect.code()) || listedOfSubject < MAX_LISTED) {
            listedOfSubject++;
            listed.add(new WarningExample(defect.code().name(), subject, defect.detail()));
        }
    }

    /** How many warnings there are of each code. */
    public SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The listed warnings, in order. */
    public List<WarningExample> listed() {
        return List.copyOf(listed);
    }

    /** How many of some listed warnings there are of each code. */
    public static SortedMap<String, Long> counts(Iterable<WarningExample> listed) {
        var counts = new TreeMap<String, Long>();
        listed.forEach(warning -> counts.merge(warning.code(), 1L, Long::sum));
        return counts;
    }
}
