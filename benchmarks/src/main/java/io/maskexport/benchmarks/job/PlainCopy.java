package io.maskexport.benchmarks.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.maskexport.sandbox.Sandbox;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The minimal export: fetches every original, puts it into a tar, and uploads the tar while writing it. Uses the
 * worker's own client, whose upload takes less time than the SDK's, so that the comparison is not in our favour.
 */
public final class PlainCopy {
    private PlainCopy() {}

    /** For each input line with a project's name, copies its originals and prints their size in bytes. */
    static void main() throws Exception {
        var settings = WorkerSettings.from(System.getenv());
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system())) {
            for (var project = lines.readLine(); project != null; project = lines.readLine()) {
                System.out.println(copy(store, project));
            }
        }
    }

    private static long copy(ObjectStore store, String project) throws IOException {
        long bytes = 0;
        try (var writer = store.write(new ObjectRef(Sandbox.EXPORTS, "copies/" + project + ".tar"),
                "application/x-tar")) {
            var tar = new TarArchiveOutputStream(writer, StandardCharsets.UTF_8.name());
            var objects = store.list(new ObjectRef(Sandbox.PROJECTS, project + "/"));
            while (objects.hasNext()) {
                var object = objects.next();
                bytes += object.ref().key().contains("/img/") ? add(store, tar, object) : 0;
            }
            tar.finish();
            writer.commit();
        }
        return bytes;
    }

    private static long add(ObjectStore store, TarArchiveOutputStream tar, ObjectInfo object) throws IOException {
        byte[] content = store.read(object).orElseThrow(() -> new IOException(object.ref() + " has changed"));
        var entry = new TarArchiveEntry(object.ref().key());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return content.length;
    }
}
