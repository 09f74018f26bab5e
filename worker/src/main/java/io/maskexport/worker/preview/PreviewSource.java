package io.maskexport.worker.preview;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.contracts.Manifest.ClassEntry;
import io.maskexport.contracts.Manifest.ExportContent;
import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.RootFiles;
import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import io.maskexport.worker.verify.ExportFolder;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An export that can be shown. */
public sealed interface PreviewSource {
    /** The classes of the project, in the order of their index. */
    List<ClassEntry> classes() throws IOException;

    /** Known warnings about items. */
    List<WarningExample> warnings();

    /** Passes on the first items. */
    void read(int most, ItemFilesReader.ItemReceiver receiver) throws IOException;

    /** The parts of an archive with its manifest. */
    record PartedExport(ExportFolder folder, ExportContent content) implements PreviewSource {
        @Override
        public List<ClassEntry> classes() {
            return content.classMap();
        }

        @Override
        public List<WarningExample> warnings() {
            return content.warnings().examples();
        }

        @Override
        public void read(int most, ItemFilesReader.ItemReceiver receiver) throws IOException {
            var items = new ItemFilesReader(most, layoutOf(content), receiver);
            Map<String, ExportFolder.FolderEntry> files = new HashMap<>();
            folder.list().forEach(entry -> files.put(entry.name(), entry));
            for (var part : content.parts()) {
                var entry = files.get(part.fileName());
                if (entry == null) {
                    throw new IOException("there is no " + part.fileName());
                }
                try (var in = folder.open(entry)) {
                    if (!readPart(in, items)) {
                        return;
                    }
                }
            }
            items.finish();
        }

        private static boolean readPart(InputStream part, ItemFilesReader items) throws IOException {
            var tar = new TarArchiveInputStream(new BufferedInputStream(part), "UTF-8");
            for (var member = tar.getNextEntry(); member != null; member = tar.getNextEntry()) {
                if (!items.next(member.getName(), tar)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Shards have the files of the project beside them. */
    private static Layout layoutOf(ExportContent content) {
        return content.files().isEmpty() ? Layout.SUPERVISELY : Layout.WEBDATASET;
    }

    /**
     * An archive that was unpacked, or a tree that {@code render} wrote.
     *
     * @param root the directory
     */
    record UnpackedExport(Path root, Layout layout) implements PreviewSource {
        public UnpackedExport(Path root) {
            this(root, Layout.SUPERVISELY);
        }

        public UnpackedExport(Path root, ExportContent content) {
            this(root, layoutOf(content));
        }

        @Override
        public List<ClassEntry> classes() throws IOException {
            try {
                return ProjectMetaReader.read(Files.readAllBytes(root.resolve(RootFiles.META)), Limits.defaults())
                        .classes().stream().map(c -> ClassEntry.of(c.title(), c.index(), c.rgb())).toList();
            } catch (DefectException e) {
                throw new IOException(RootFiles.META + ": " + e.getMessage(), e);
            }
        }

        @Override
        public List<WarningExample> warnings() {
            return List.of();
        }

        @Override
        public void read(int most, ItemFilesReader.ItemReceiver receiver) throws IOException {
            switch (layout) {
                case SUPERVISELY -> readFolders(most, receiver);
                case WEBDATASET -> readSamples(new ItemFilesReader(most, layout, receiver));
            }
        }

        private void readFolders(int most, ItemFilesReader.ItemReceiver receiver) throws IOException {
            List<FolderMembers> images;
            try (var files = Files.walk(root)) {
                images = files.filter(Files::isRegularFile).map(this::pathOf).map(FolderMembers::ofImage)
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(FolderMembers::path)).limit(most).toList();
            }
            for (var image : images) {
                receiver.accept(files(image));
            }
        }

        /** In the order of their names, the image of a sample stands before its masks that are shown. */
        private void readSamples(ItemFilesReader items) throws IOException {
            List<String> sorted;
            try (var files = Files.walk(root)) {
                sorted = files.filter(Files::isRegularFile).map(this::pathOf).sorted().toList();
            }
            for (var path : sorted) {
                try (var in = Files.newInputStream(root.resolve(path))) {
                    if (!items.next(path, in)) {
                        return;
                    }
                }
            }
            items.finish();
        }

        private ItemFiles files(FolderMembers item) throws IOException {
            return new ItemFiles(item, Files.readAllBytes(root.resolve(item.path())),
                    mask(item, MaskKind.MACHINE), mask(item, MaskKind.SEMANTIC_RGB), instances(item));
        }

        private Optional<byte[]> mask(FolderMembers item, MaskKind kind) throws IOException {
            var file = item.masks(kind).stream().map(root::resolve).filter(Files::isRegularFile).findFirst();
            return file.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
        }

        private int instances(FolderMembers item) throws IOException {
            var folder = item.masks(MaskKind.INSTANCE).stream().map(root::resolve).filter(Files::isDirectory)
                    .findFirst();
            if (folder.isEmpty()) {
                return 0;
            }
            try (var masks = Files.list(folder.get())) {
                return (int) masks.count();
            }
        }

        private String pathOf(Path file) {
            return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
        }
    }
}
