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
 * The least that an export could be: every original is fetched, put into a tar, and the tar is uploaded while it is made.
 * With the worker's own client, which takes less time than the SDK's upload, so that a doubt is decided against us.
 */
public final class PlainCopy {
    private PlainCopy() {}

    /** For each line, the name of a project: copies its originals, and prints how many bytes they have. */
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
