package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportFolder;
import io.maskexport.worker.verify.ExportLocalFolder;

/**
 * Where a finished export is: the path of its manifest or folder, on disk or as {@code s3://bucket/prefix}.
 *
 * @param target as the user wrote it
 */
record ExportLocation(String target) {
    private static final String S3 = "s3://";
    private static final String MANIFEST = "manifest.json";
    private static final String JSON = ".json";

    /** Work on the folder of an export. */
    @FunctionalInterface
    interface FolderWork<T> {
        T run(ExportFolder folder) throws IOException;
    }

    boolean isInBucket() {
        return target.startsWith(S3);
    }

    /** Name of the manifest in the folder. */
    String manifestName() {
        return target.endsWith(JSON) ? target.substring(target.replace('\\', '/').lastIndexOf('/') + 1) : MANIFEST;
    }

    /** Opens the folder; for a bucket with the S3 settings among the variables. */
    <T> T with(Map<String, String> variables, FolderWork<T> work) throws IOException {
        if (!isInBucket()) {
            return work.run(new ExportLocalFolder(directory()));
        }
        var folder = folderInBucket();
        try (var store = CommandStore.open(WorkerSettings.storeFrom(variables))) {
            return work.run(new ExportBucketFolder(store, folder));
        }
    }

    /** The directory of a local export. */
    Path directory() throws IOException {
        var path = Path.of(target);
        if (!Files.exists(path)) {
            throw new IOException("no such file or directory");
        }
        return Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling("");
    }

    private ObjectRef folderInBucket() throws IOException {
        var key = target.substring(S3.length());
        int slash = key.indexOf('/');
        if (slash < 1) {
            throw new IOException("not of the form s3://BUCKET/PREFIX");
        }
        var folder = key.endsWith(JSON)
                ? key.substring(0, key.lastIndexOf('/') + 1)
                : key.endsWith("/") ? key : key + "/";
        return new ObjectRef(key.substring(0, slash), folder.substring(slash + 1));
    }

    /** The content of a file in the folder. */
    static byte[] read(ExportFolder folder, String name) throws IOException {
        for (var entry : folder.list()) {
            if (entry.name().equals(name)) {
                try (var in = folder.open(entry)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("there is no " + name);
    }
}
