package io.maskexport.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.picture.JpegBackend;
import io.maskexport.png.StrictPng;
import io.maskexport.render.RenderOptions;

/** An export in memory: its files by path, and its warnings. */
record MemoryTree(SortedMap<String, byte[]> files, List<Warning> warnings) {
    private static final long BUDGET = 64L << 20;

    /** Exports a project with two threads. */
    static MemoryTree of(ProjectSource project, RenderOptions options)
            throws IOException, InterruptedException, DefectException {
        var tree = new MemoryTree(new TreeMap<>(), new ArrayList<>());
        try (var pool = new RenderPool(2, JpegBackend.JDK, Limits.defaults())) {
            var export = new LocalExport(project, options, List.of(), Limits.defaults());
            tree.warnings.addAll(export.warnings());
            export.write(tree::add, pool, new ByteBudget(BUDGET), new NoCrash(),
                    item -> tree.warnings.addAll(item.warnings()));
        }
        return tree;
    }

    static MemoryTree of(Path project, RenderOptions options)
            throws IOException, InterruptedException, DefectException {
        return of(new LocalProject(project), options);
    }

    /** No test project may cause a fault of ours. */
    private static final class NoCrash implements ExportListener {
        @Override
        public void crashed(Item item, Throwable fault) {
            throw new AssertionError(item.path(), fault);
        }
    }

    private void add(MemberGroup group) {
        for (var member : group.members()) {
            if (files.put(member.path(), member.content()) != null) {
                throw new AssertionError("twice: " + member.path());
            }
        }
    }

    byte[] file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    /** A mask, read by an independent reader. */
    StrictPng mask(String path) {
        return StrictPng.read(file(path));
    }

    /** Paths of all masks. */
    List<String> masks() {
        return files.keySet().stream().filter(path -> path.contains("/masks_")).toList();
    }

    List<DefectCode> codes() {
        return warnings.stream().map(warning -> warning.defect().code()).toList();
    }

    List<DefectCode> codes(String subject) {
        return warnings.stream().filter(warning -> warning.subject().equals(subject))
                .map(warning -> warning.defect().code()).toList();
    }
}
