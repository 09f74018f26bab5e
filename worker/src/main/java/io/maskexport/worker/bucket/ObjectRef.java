package io.maskexport.worker.bucket;

/** The address of an object. */
public record ObjectRef(String bucket, String key) {
    /** An object below this one, taken as a folder; {@code this.key} must be empty or end with {@code /}. */
    public ObjectRef resolve(String relative) {
        return new ObjectRef(bucket, key + relative);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
