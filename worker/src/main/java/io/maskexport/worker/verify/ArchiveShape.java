package io.maskexport.worker.verify;

import java.util.Set;

import io.maskexport.contracts.Manifest;

/**
 * How the parts of an archive are made.
 *
 * @param sharded whether each part is an archive on its own, with the files of an item under one key
 * @param omitted originals that it lacks, see {@link Manifest.ExportContent#omitted}
 * @param keys of items, in shards
 */
record ArchiveShape(boolean sharded, Set<String> omitted, SeenPaths keys) {
    static ArchiveShape of(Manifest.ExportContent content) {
        return new ArchiveShape(!content.files().isEmpty(), Set.copyOf(content.omitted()), new SeenPaths());
    }

    /** Begins with a part. */
    MemberWalk walk() {
        return sharded ? new ShardWalk(keys) : new ItemWalk(omitted);
    }

    /** Whether a walk finds the paths of items, rather than keys or guesses. */
    boolean namesItems() {
        return !sharded && omitted.isEmpty();
    }
}
