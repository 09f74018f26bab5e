package io.maskexport.export;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;

import static io.maskexport.defect.DefectCode.FILES_IN_SUBFOLDER;
import static io.maskexport.defect.DefectCode.UNKNOWN_FILES;
import static io.maskexport.defect.DefectCode.UNUSABLE_PATH;

/** Files that are not exported, in a dataset or outside all datasets: a count and an example of each kind. */
final class LeftOutFiles {
    /** Why a file is not exported. */
    enum Kind {
        IN_SUBFOLDER(FILES_IN_SUBFOLDER, "in a folder below img/ or ann/; items must be directly in these"),
        NO_ANNOTATION(UNKNOWN_FILES, "in ann/ without the suffix .json"),
        BESIDE_ITEMS(UNKNOWN_FILES, "of a dataset outside img/ and ann/"),
        OTHER_CASE(UNKNOWN_FILES, "in a folder that is not called img or ann, in lower case"),
        OUTSIDE_DATASETS(UNKNOWN_FILES, "in no dataset; a dataset is a folder that contains img/ or ann/"),
        BAD_SEGMENT(UNUSABLE_PATH, "with an empty, '.' or '..' segment in the path, or a name that ends with '/'"),
        LINK(UNUSABLE_PATH, "linked to a folder or out of the project, or not a file"),
        TOO_DEEP(UNUSABLE_PATH, "below the deepest folder that is searched for datasets");

        private final DefectCode code;
        private final String where;

        Kind(DefectCode code, String where) {
            this.code = code;
            this.where = where;
        }
    }

    /** Files of one kind. */
    private record Files(long count, String example) {
        Files and(Files other) {
            boolean first = CodePointOrder.STRINGS.compare(example, other.example) <= 0;
            return new Files(count + other.count, first ? example : other.example);
        }
    }

    /** Created with the first file: most of very many datasets have none. */
    private Map<Kind, Files> found = Map.of();

    void add(Kind kind, String path) {
        if (found.isEmpty()) {
            found = new EnumMap<>(Kind.class);
        }
        found.merge(kind, new Files(1, path), Files::and);
    }

    /** A defect for each kind. */
    List<Defect> defects() {
        return found.entrySet().stream().map(entry -> defect(entry.getKey(), entry.getValue())).toList();
    }

    private static Defect defect(Kind kind, Files files) {
        var detail = "%d file%s %s; such as '%s'".formatted(files.count, files.count == 1 ? "" : "s", kind.where,
                files.example);
        return new Defect(kind.code, detail,
                kind == Kind.TOO_DEEP ? Optional.of(Limit.FOLDER_DEPTH) : Optional.empty());
    }
}
