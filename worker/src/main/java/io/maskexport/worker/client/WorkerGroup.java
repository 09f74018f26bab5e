package io.maskexport.worker.client;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** The group of the workers, as the broker sees it. */
public final class WorkerGroup {
    private static final int SECONDS = 5;

    private WorkerGroup() {}

    /** How many members the group has now, as a share group or as a consumer group; empty if the broker does not say. */
    public static OptionalInt members(WorkerSettings.KafkaSettings kafka) throws InterruptedException {
        var properties = kafka.properties("mask-export-client");
        QuickStart.apply(properties);
        var name = kafka.group();
        try (var admin = Admin.create(properties)) {
            var shared = count(admin.describeShareGroups(List.of(name)).describedGroups().get(name),
                    group -> group.members().size());
            var consuming = count(admin.describeConsumerGroups(List.of(name)).describedGroups().get(name),
                    group -> group.members().size());
            return shared.isEmpty() && consuming.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(shared.orElse(0) + consuming.orElse(0));
        } catch (KafkaException _) {
            return OptionalInt.empty();
        }
    }

    private static <T> OptionalInt count(@Nullable KafkaFuture<T> group, ToIntFunction<T> members)
            throws InterruptedException {
        if (group == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(members.applyAsInt(group.get(SECONDS, TimeUnit.SECONDS)));
        } catch (ExecutionException e) {
            // Otherwise there is no right to see it, or the broker is an older one.
            return e.getCause() instanceof GroupIdNotFoundException ? OptionalInt.of(0) : OptionalInt.empty();
        } catch (TimeoutException _) {
            return OptionalInt.empty();
        }
    }
}
