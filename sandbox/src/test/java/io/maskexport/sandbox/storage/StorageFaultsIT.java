package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.storage.StorageFault.Nature;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.failure.StepRetrier;
import io.minio.MinioAsyncClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each fault at each operation, once and permanently. There is never a wrong success; a temporary fault leaves the
 * right result and nothing open; a permanent one ends as the failure that it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StorageFaultsIT {
    /** Long enough for an answer even on a busy machine, and short where no answer is expected. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final EmbeddedS3 server = EmbeddedS3.start();
    private final MinioObjectStore truth = new MinioObjectStore(server.settings(), StepRetrier.system());
    private final MinioAsyncClient client = StorageTestBed.client(server);
    private final Map<StorageFault, Map<StorageOperation, FaultTable.Cell>> cells = new EnumMap<>(StorageFault.class);
    private StorageTestBed.Fixture fixture;

    StorageFaultsIT() throws IOException {}

    @BeforeAll
    void prepare() throws IOException {
        server.createBucket("faults");
        fixture = StorageTestBed.Fixture.create(truth, client, new ObjectRef("faults", "fixture/"));
    }

    @AfterAll
    void stop() throws Exception {
        truth.close();
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void no_fault_makes_a_wrong_success(StorageFault fault) throws Exception {
        var row = new TreeMap<StorageOperation, FaultTable.Cell>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var trials = new EnumMap<StorageOperation, Trials>(StorageOperation.class);
            for (var operation : fault.operations()) {
                trials.put(operation, new Trials(threads.submit(() -> once(fault, operation)),
                        threads.submit(() -> always(fault, operation))));
            }
            for (var trial : trials.entrySet()) {
                row.put(trial.getKey(), trial.getValue().cell());
            }
        }
        cells.put(fault, row);
    }

    @Test
    @Order(2)
    void no_redirect_was_followed() {
        assertThat(CanaryServer.CALLS).hasValue(0);
    }

    /** If it fails, copy what it found into docs/storage-faults.md. */
    @Test
    @Order(3)
    void the_documented_table_is_what_happened() throws IOException {
        assertThat(cells).hasSize(StorageFault.values().length);
        assertThat(Files.readString(Path.of("../docs/storage-faults.md"))).contains(FaultTable.markdown(cells));
    }

    /** As credentials that spread: the store denies some requests of an operation, and then no more. */
    @ParameterizedTest
    @EnumSource
    void a_denial_that_ends_before_the_last_try_is_forgotten_and_one_try_later_it_is_told(StorageOperation operation)
            throws IOException {
        var denial = StorageFault.ACCESS_DENIED;
        int tries = StepRetrier.TRIES_IN_DOUBT;
        assertThat(trial(denial, operation, first(tries - 1, operation.victims()), true, TIMEOUT))
                .isEqualTo(OperationOutcome.OK);
        assertThat(trial(denial, operation, first(tries, operation.victims()), true, TIMEOUT))
                .isEqualTo(OperationOutcome.DENIED);
    }

    private static Predicate<HttpMessage> first(int count, Predicate<HttpMessage> victims) {
        var met = new AtomicInteger();
        return request -> victims.test(request) && met.getAndIncrement() < count;
    }

    private OperationOutcome once(StorageFault fault, StorageOperation operation) throws IOException {
        if (fault.nature() == Nature.ENDLESS) {
            return always(fault, operation);
        }
        var wanted = isClaimTwice(fault, operation) ? OperationOutcome.BELIEVED : OperationOutcome.OK;
        var accepted = fault.nature() == Nature.DEFINITE ? EnumSet.allOf(OperationOutcome.class) : EnumSet.of(wanted);
        return patiently(fault, operation, false, accepted);
    }

    private OperationOutcome always(StorageFault fault, StorageOperation operation) throws IOException {
        return patiently(fault, operation, true, possible(fault, operation));
    }

    /** Where only patience tells that a fault has struck, a slow answer looks like one: then again, with more patience. */
    private OperationOutcome patiently(StorageFault fault, StorageOperation operation, boolean always,
            Set<OperationOutcome> accepted) throws IOException {
        for (var patience = patience(fault);; patience = patience.multipliedBy(4)) {
            try {
                var outcome = trial(fault, operation, always, patience);
                check(accepted.contains(outcome), "it ended as " + outcome);
                return outcome;
            } catch (DoubtfulTrial e) {
                if (patience.compareTo(TIMEOUT) >= 0) {
                    throw new AssertionError("%s at %s, always: %s".formatted(fault, operation, always), e);
                }
            }
        }
    }

    private static Set<OperationOutcome> possible(StorageFault fault, StorageOperation operation) {
        var possible = switch (fault.nature()) {
            case TRANSIENT -> EnumSet.of(OperationOutcome.OK, OperationOutcome.TRANSIENT);
            case BROKEN -> EnumSet.of(OperationOutcome.OK, OperationOutcome.PROTOCOL);
            case REFUSAL -> EnumSet.of(OperationOutcome.DENIED);
            case DEFINITE -> EnumSet.of(OperationOutcome.OK, OperationOutcome.BELIEVED, OperationOutcome.PROTOCOL,
                    OperationOutcome.TRANSIENT);
            case ENDLESS -> EnumSet.of(OperationOutcome.PROTOCOL);
            case HARMLESS -> EnumSet.of(OperationOutcome.OK);
            case STALE ->
                EnumSet.of(operation == StorageOperation.COPY ? OperationOutcome.OK : OperationOutcome.AMBIGUOUS);
        };
        if (operation.hasKnownEffect() && possible.contains(OperationOutcome.OK)) {
            possible.add(OperationOutcome.AMBIGUOUS);
        }
        if (fault.isUnspoken(operation)) {
            possible.addAll(EnumSet.of(OperationOutcome.PROTOCOL, OperationOutcome.DENIED));
        }
        if (isClaimTwice(fault, operation)) {
            possible.add(OperationOutcome.BELIEVED);
        }
        return possible;
    }

    /** The second delivery is told that the object exists, which is true. */
    private static boolean isClaimTwice(StorageFault fault, StorageOperation operation) {
        return fault == StorageFault.TWICE && operation == StorageOperation.PUT_IF_ABSENT;
    }

    private OperationOutcome trial(StorageFault fault, StorageOperation operation, boolean always, Duration patience)
            throws IOException {
        return trial(fault, operation,
                fault.nature() == Nature.STALE ? StorageOperation.HEAD.victims() : operation.victims(), always,
                patience);
    }

    private OperationOutcome trial(StorageFault fault, StorageOperation operation, Predicate<HttpMessage> victims,
            boolean always, Duration patience) throws IOException {
        var folder = new ObjectRef("faults",
                fault + "-" + operation + "-" + always + "-" + NAMES.incrementAndGet() + "/");
        try (var faulty = new FaultyS3(server.endpoint(), fault, victims, always);
                var store = new MinioObjectStore(settings(faulty, patience), impatient())) {
            var testBed = new StorageTestBed(store, truth, client, fixture, folder);
            var outcome = operation.run(testBed);
            check(faulty.hits() > 0, "it did not strike");
            testBed.holds(operation.content()); // returns, or throws if there is another object
            sweep(folder, !always && operation != StorageOperation.CREATE && outcome == OperationOutcome.OK);
            return outcome;
        }
    }

    /** An upload whose creation response was lost can only be found by a listing. */
    private void sweep(ObjectRef folder, boolean nothingOpen) throws IOException {
        var open = truth.openUploads(folder);
        for (var upload : open) {
            truth.abort(upload);
        }
        assertThat(truth.openUploads(folder)).isEmpty();
        check(!nothingOpen || open.isEmpty(), "it left uploads open");
    }

    private static void check(boolean asExpected, String otherwise) {
        if (!asExpected) {
            throw new DoubtfulTrial(otherwise);
        }
    }

    /** Something is not as expected, which a slow answer, too, explains if the client was impatient. */
    private static final class DoubtfulTrial extends AssertionError {
        DoubtfulTrial(String message) {
            super(message);
        }
    }

    private S3Settings settings(FaultyS3 faulty, Duration patience) {
        return S3Settings.of(faulty.endpoint(), server.settings().credentials())
                .withReadTimeout(patience);
    }

    private static Duration patience(StorageFault fault) {
        return fault.isSilent() ? IMPATIENCE : TIMEOUT;
    }

    private static StepRetrier impatient() {
        return new StepRetrier(InstantSource.fixed(Instant.EPOCH), (_, _) -> false, new Random(1));
    }

    /** A temporary and a permanent fault, both being tested. */
    private record Trials(Future<OperationOutcome> once, Future<OperationOutcome> always) {
        FaultTable.Cell cell() throws Exception {
            return new FaultTable.Cell(once.get(), always.get());
        }
    }
}
