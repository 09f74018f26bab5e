package io.maskexport.benchmarks.million;

import java.util.Iterator;
import java.util.Optional;

/** The objects of a bucket. */
interface Bucket {
    /** The objects whose keys are not before a key, in key order. */
    Iterator<BucketObject> from(String key);

    Optional<BucketObject> object(String key);
}
