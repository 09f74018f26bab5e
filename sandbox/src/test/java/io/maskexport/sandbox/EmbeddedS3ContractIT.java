package io.maskexport.sandbox;

import java.io.IOException;

import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.StepRetrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The SDK's store against the embedded server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedS3ContractIT extends ObjectStoreContract {
    private final EmbeddedS3 server = EmbeddedS3.start();
    private final MinioObjectStore store = new MinioObjectStore(server.settings(), StepRetrier.system());

    EmbeddedS3ContractIT() throws IOException {}

    @BeforeAll
    void create_the_bucket() throws IOException {
        server.createBucket(bucket());
    }

    @AfterAll
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    String bucket() {
        return "contract";
    }
}
