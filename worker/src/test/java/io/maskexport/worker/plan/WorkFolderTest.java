package io.maskexport.worker.plan;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

import io.maskexport.export.ConcurrentCalls;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.UnusedStore;
import io.maskexport.worker.failure.BrokenAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The records of an export with thousands of tasks. */
class WorkFolderTest {
    private static final int TASKS = 2_500;
    private final KeyStore store = new KeyStore();
    private final WorkFolder folder = new WorkFolder(store, new ObjectRef("work", "id/"),
            KnownFeatures.OF_THIS_BUILD);

    @Test
    void thousands_of_records_are_deleted_and_what_is_to_be_kept_stays() throws Exception {
        store.keys.addAll(tasks(1, TASKS));
        store.keys.addAll(List.of("id/plan.json", "id/announced", "other/plan.json"));
        folder.deleteExcept(Set.of(folder.announced()));
        assertThat(store.keys).containsExactly("id/announced", "other/plan.json");
    }

    @Test
    void a_store_that_lists_what_was_deleted_does_not_keep_the_janitor() {
        store.keys.addAll(tasks(1, 10));
        store.forgets = false;
        assertThatThrownBy(() -> folder.deleteExcept(Set.of())).isInstanceOf(BrokenAnswer.class);
    }

    @Test
    void tasks_are_done_when_each_has_its_record() throws Exception {
        store.keys.addAll(tasks(1, TASKS));
        assertThat(folder.areDone(TASKS, 7)).isTrue();
        assertThat(folder.areDone(TASKS, TASKS)).isTrue();
        store.keys.remove("id/tasks/000001200.json");
        assertThat(folder.areDone(TASKS, 7)).isFalse();
    }

    @Test
    void while_the_next_or_the_last_task_is_missing_nothing_is_listed() throws Exception {
        store.keys.addAll(tasks(1, 1_000));
        assertThat(folder.areDone(TASKS, 1_000)).isFalse();
        assertThat(folder.areDone(TASKS, 500)).isFalse();
        assertThat(store.listings).isZero();
    }

    @Test
    void the_only_task_is_done_when_it_is_recorded() throws Exception {
        assertThat(folder.areDone(1, 1)).isFalse();
        store.keys.addAll(tasks(1, 1));
        assertThat(folder.areDone(1, 1)).isTrue();
    }

    private static List<String> tasks(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj("id/tasks/%09d.json"::formatted).toList();
    }

    /** Keys without content. */
    private static final class KeyStore extends UnusedStore {
        final NavigableSet<String> keys = new ConcurrentSkipListSet<>();
        boolean forgets = true;
        int listings;

        @Override
        public ConcurrentCalls concurrently() {
            return new ConcurrentCalls(8);
        }

        @Override
        public Iterator<ObjectInfo> list(ObjectRef prefix) {
            listings++;
            var found = new ArrayList<>(keys.tailSet(prefix.key()));
            found.removeIf(key -> !key.startsWith(prefix.key()));
            return Collections.unmodifiableList(found).stream().map(KeyStore::info).iterator();
        }

        @Override
        public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
            return keys.contains(ref.key()) ? Optional.of(info(ref.key())) : Optional.empty();
        }

        @Override
        public void delete(ObjectRef ref) {
            if (forgets) {
                keys.remove(ref.key());
            }
        }

        private static ObjectInfo info(String key) {
            return new ObjectInfo(new ObjectRef("work", key), 0, "etag", Instant.EPOCH);
        }
    }
}
