package io.maskexport.worker.bucket;

import java.io.IOException;

/** Base class of writers that extend or change the writer they forward to. */
public abstract class ForwardingWriter extends ObjectWriter {
    private final ObjectWriter target;

    protected ForwardingWriter(ObjectWriter target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        target.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public ObjectInfo commit() throws IOException {
        return target.commit();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
