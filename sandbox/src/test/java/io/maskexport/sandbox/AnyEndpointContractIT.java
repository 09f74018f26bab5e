package io.maskexport.sandbox;

import java.util.Map;
import java.util.Optional;

import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the contract against any store, with the worker's own settings: {@code S3_ENDPOINT}, {@code S3_ACCESS_KEY},
 * {@code S3_SECRET_KEY} and so on, and {@code CONTRACT_BUCKET}, a bucket in which it creates and deletes folders
 * {@code contract-…}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyEndpointContractIT extends ObjectStoreContract {
    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private final String bucket = ENVIRONMENT.getOrDefault("CONTRACT_BUCKET", "");
    private Optional<MinioObjectStore> store = Optional.empty();

    @BeforeAll
    void open_the_store() {
        assumeTrue(ENVIRONMENT.containsKey("S3_ENDPOINT") && !bucket.isEmpty(),
                "set S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY and CONTRACT_BUCKET to run the contract against a store of your own");
        store = Optional.of(new MinioObjectStore(WorkerSettings.storeFrom(ENVIRONMENT), StepRetrier.system()));
    }

    @AfterAll
    void sweep() throws Exception {
        if (store.isPresent()) {
            for (var objects = store().list(new ObjectRef(bucket, "contract-")); objects.hasNext();) {
                store().delete(objects.next().ref());
            }
            store.get().close();
        }
    }

    @Override
    ObjectStore store() {
        return store.orElseThrow();
    }

    @Override
    String bucket() {
        return bucket;
    }
}
