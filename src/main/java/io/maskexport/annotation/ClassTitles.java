package io.maskexport.annotation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.maskexport.defect.DefectException;

import static io.maskexport.defect.DefectCode.UNKNOWN_CLASS;

/**
 * Finds the class of a title: by exact spelling first, then by equality in Unicode form NFC, because some systems
 * compose and decompose letters. If two classes are equal in NFC, only the exact spelling finds each.
 */
final class ClassTitles {
    private final Map<String, ObjectClass> written = new HashMap<>();
    private final Map<String, Integer> readAlike = new HashMap<>();
    private final Map<String, ObjectClass> composed = new HashMap<>();

    ClassTitles(List<ObjectClass> classes) {
        for (var objectClass : classes) {
            var normal = composed(objectClass.title());
            written.put(objectClass.title(), objectClass);
            composed.put(normal, objectClass);
            readAlike.merge(normal, 1, Integer::sum);
        }
    }

    /** @throws DefectException {@code UNKNOWN_CLASS} */
    ObjectClass find(String title) throws DefectException {
        var same = written.get(title);
        if (same != null) {
            return same;
        }
        var normal = composed(title);
        var alike = composed.get(normal);
        if (alike == null) {
            throw new DefectException(UNKNOWN_CLASS, "the class is not in meta.json");
        }
        int count = readAlike.getOrDefault(normal, 1);
        if (count > 1) {
            throw new DefectException(UNKNOWN_CLASS,
                    count + " classes of meta.json have a title equal in Unicode form NFC, and none has exactly this one");
        }
        return alike;
    }

    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
