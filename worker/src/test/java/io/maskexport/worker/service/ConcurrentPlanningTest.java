package io.maskexport.worker.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TraceContext;
import io.maskexport.defect.Limits;
import io.maskexport.export.ConcurrentCalls;
import io.maskexport.worker.bucket.FolderListing;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.plan.BucketProject;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.Planner;
import io.maskexport.worker.plan.SideSteps;
import io.maskexport.worker.plan.TaskLimits;
import io.maskexport.worker.plan.WorkFolder;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Planning over a bucket of six datasets. */
class ConcurrentPlanningTest {
    private static final int DATASETS = 6;
    private static final byte[] META = "{\"classes\": [], \"tags\": []}".getBytes(UTF_8);

    private final Map<String, byte[]> written = new ConcurrentHashMap<>();
    private final CountDownLatch listed = new CountDownLatch(8);
    private boolean wait;
    private String broken = "";

    @Test
    void a_plan_is_the_same_whether_its_steps_run_one_by_one_or_at_the_same_time() throws Exception {
        var expected = JsonRecords.write(plan(SideSteps.ONE_BY_ONE));
        var chunks = Map.copyOf(written);
        written.clear();
        try (var steps = new ThreadSteps()) {
            var plan = plan(steps);
            assertThat(plan.items()).isEqualTo(DATASETS * 1_050);
            assertThat(JsonRecords.write(plan)).isEqualTo(expected);
        }
        assertThat(written).containsOnlyKeys(chunks.keySet());
    }

    @Test
    void both_folders_of_several_datasets_are_listed_at_the_same_time() throws Exception {
        wait = true;
        try (var steps = new ThreadSteps()) {
            assertThat(plan(steps).items()).isEqualTo(DATASETS * 1_050);
        }
    }

    @Test
    void a_listing_that_fails_fails_the_plan_and_ends_the_other_listings() {
        wait = true;
        broken = "p/d0/ann/";
        var steps = new ThreadSteps();
        assertThatThrownBy(() -> plan(steps)).isInstanceOf(IOException.class).hasMessage("broken");
        steps.close();
    }

    private Plan plan(SideSteps steps) throws Exception {
        var store = (ObjectStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                store());
        var request = request();
        var folder = new WorkFolder(store, new ObjectRef("work", "w/r/"), KnownFeatures.OF_THIS_BUILD);
        return new Planner(folder, _ -> true, new TaskLimits(100, 1L << 30), steps)
                .plan(request, IgnoredFields.NONE, "digest", TraceContext.NONE,
                        new BucketProject(store, request.source(), Limits.defaults()));
    }

    private static ExportRequested request() throws IOException {
        var reading = CommandReader.read(new RecordEnvelope(Map.of(), """
                {"version": 1, "requestId": "r", "source": {"bucket": "images", "prefix": "p/"},
                 "project": {"id": 7, "name": "lemons"}, "destination": {"bucket": "exports", "prefix": ""}}"""
                .getBytes(UTF_8)));
        if (reading instanceof CommandResult.ValidCommand(ExportRequested request, var _, var _)) {
            return request;
        }
        throw new IOException("invalid: " + reading);
    }

    private InvocationHandler store() {
        return (_, method, arguments) -> switch (method.getName()) {
            case "list" -> list((ObjectRef) arguments[0]);
            case "concurrently" -> new ConcurrentCalls(4);
            case "content" -> content(((ObjectRef) arguments[0]).key());
            case "read" -> Optional.of(META);
            case "putIfAbsent" -> written.put(((ObjectRef) arguments[0]).key(), (byte[]) arguments[1]) == null;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static ObjectInfo object(String key) {
        return new ObjectInfo(new ObjectRef("images", key), META.length, "etag", Instant.EPOCH);
    }

    private static FolderListing content(String folder) {
        return switch (folder) {
            case "p/" -> new FolderListing(IntStream.range(0, DATASETS).mapToObj(i -> "d" + i + "/").toList(),
                    List.of(object("p/meta.json")));
            default -> new FolderListing(List.of("ann/", "img/"), List.of());
        };
    }

    /** Its first key comes only when enough folders are listed at the same time, if that is wanted. */
    private Iterator<ObjectInfo> list(ObjectRef folder) {
        if (folder.key().equals("p/meta.json")) {
            return List.of(object("p/meta.json")).iterator();
        }
        var end = folder.key().endsWith("img/") ? ".png" : ".png.json";
        return Stream.concat(Stream.of(0).peek(_ -> await(folder.key())), IntStream.range(1, 1_050).boxed())
                .map(i -> object("%s%05d%s".formatted(folder.key(), i, end))).iterator();
    }

    private void await(String folder) {
        listed.countDown();
        try {
            if (wait && !listed.await(1, TimeUnit.MINUTES)) {
                throw new UncheckedIOException(new IOException("alone"));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (folder.equals(broken)) {
            throw new UncheckedIOException(new IOException("broken"));
        }
    }
}
