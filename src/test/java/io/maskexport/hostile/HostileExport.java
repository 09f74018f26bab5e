package io.maskexport.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.export.ByteBudget;
import io.maskexport.export.ExportListener;
import io.maskexport.export.Item;
import io.maskexport.export.LocalExport;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.RenderPool;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;

import static java.util.OptionalInt.empty;

/** The export of a case, in memory: its files by path, and its warnings. */
record HostileExport(SortedMap<String, byte[]> files, List<Warning> warnings) {
    private static final long BUDGET = 64L << 20;
    private static final RenderOptions ALL_MASKS = new RenderOptions(EnumSet.range(MaskKind.HUMAN, MaskKind.INSTANCE),
            2, empty(),
            Compat.STRICT);

    /** No input may cause a fault of ours. */
    private static final ExportListener NO_CRASH = new ExportListener() {
        @Override
        public void crashed(Item item, Throwable fault) {
            throw new AssertionError(item.path(), fault);
        }
    };

    static HostileExport of(ProjectSource project, Limits limits, RenderPool pool)
            throws IOException, InterruptedException, DefectException {
        var made = new HostileExport(new TreeMap<>(), new ArrayList<>());
        var export = new LocalExport(project, ALL_MASKS, List.of(), limits);
        made.warnings.addAll(export.warnings());
        export.write(made::add, pool, new ByteBudget(BUDGET), NO_CRASH,
                item -> made.warnings.addAll(item.warnings()));
        return made;
    }

    private void add(MemberGroup group) {
        for (var member : group.members()) {
            if (files.put(member.path(), member.content()) != null) {
                throw new AssertionError("twice: " + member.path());
            }
        }
    }

    List<DefectCode> codes() {
        return warnings.stream().map(warning -> warning.defect().code()).sorted().toList();
    }

    /** Its masks that are not in {@code others}, by path. */
    SortedMap<String, byte[]> masksBeside(HostileExport others) {
        var masks = new TreeMap<>(files);
        masks.keySet().removeIf(path -> !path.contains("/masks_") || others.files.containsKey(path));
        return masks;
    }

    Made madeBeside(HostileExport others) {
        var paths = masksBeside(others).keySet();
        return new Made(count(paths, MaskKind.HUMAN), count(paths, MaskKind.MACHINE),
                count(paths, MaskKind.SEMANTIC_RGB), count(paths, MaskKind.INSTANCE));
    }

    private static int count(Iterable<String> paths, MaskKind kind) {
        int count = 0;
        for (var path : paths) {
            count += path.contains("/" + kind.folder() + "/") ? 1 : 0;
        }
        return count;
    }
}
