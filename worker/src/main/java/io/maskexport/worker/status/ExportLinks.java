package io.maskexport.worker.status;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.RequestId;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.status.ExportStatusReader.RecordedEnd;

/**
 * Signed links to the manifest and the parts of exports that ended of late.
 *
 * @param signer makes an address by which anyone may read an object for a while
 */
public record ExportLinks(ExportStatusReader reader, LinkSigner signer) {
    /** Parts beyond these have no link; the manifest lists them all. */
    static final int MOST_PARTS = 1_000;

    /** Signs links. */
    @FunctionalInterface
    public interface LinkSigner {
        URI sign(ObjectRef object) throws IOException;
    }

    /** An object of an export, and where to get it. */
    public record FileLink(String name, URI link) {}

    /**
     * The manifest, then the parts in order; nothing for an export without an end or without records. Only objects in the
     * export's own folder: a manifest is a file that others may have written, and must not open what they cannot read.
     */
    public List<FileLink> of(String requestId) throws IOException {
        var end = RequestId.isValid(requestId) ? reader.recordedEnd(requestId) : Optional.<RecordedEnd>empty();
        return end.isEmpty() ? List.of() : links(end.get());
    }

    private List<FileLink> links(RecordedEnd end) throws IOException {
        var folder = end.destination();
        var content = end.manifest().content();
        var links = new ArrayList<FileLink>();
        links.add(link(folder, folder.resolve(ExportFileNames.MANIFEST)));
        for (var part : content == null ? List.<ArchivePart>of() : content.parts()) {
            var object = new ObjectRef(part.bucket(), part.key());
            if (links.size() <= MOST_PARTS && isBelow(folder, object)) {
                links.add(link(folder, object));
            }
        }
        return links;
    }

    private static boolean isBelow(ObjectRef folder, ObjectRef object) {
        return object.bucket().equals(folder.bucket()) && object.key().startsWith(folder.key());
    }

    private FileLink link(ObjectRef folder, ObjectRef object) throws IOException {
        return new FileLink(object.key().substring(folder.key().length()), signer.sign(object));
    }
}
