package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.maskexport.worker.settings.WorkerSettings;

/**
 * Takes requests and tasks from Kafka, as many of each at once as there are slots. Cancellations have a consumer of
 * their own, which long work cannot block.
 *
 * <p>Each slot serves one topic. A share group assigns a partition to as few members as it can, counted over all topics
 * of a member: if one slot served both topics, a worker with partitions of only one would never see the other. Several topics
 * of requests share the slots for requests in turns.
 */
public final class KafkaIntake {
    /** How long work may take to stop. */
    public static final Duration HAND_OVER = Duration.ofSeconds(5);

    /**
     * Bound of a response of the broker, which a client holds on the heap and, to read it, in direct memory as well. A
     * slot takes one record at a time; Kafka's 50 MB for each would exceed the memory of a small worker.
     */
    private static final int FETCH_BYTES = 4 << 20;

    private final List<IntakeSlot> slots;
    private final RunningJobs requests;
    private final RunningJobs tasks;

    private KafkaIntake(List<IntakeSlot> slots, RunningJobs requests, RunningJobs tasks) {
        this.slots = List.copyOf(slots);
        this.requests = requests;
        this.tasks = tasks;
    }

    /**
     * Creates the slots; no record is taken before {@link #start}.
     *
     * @param queue the group protocol that the broker supports
     * @param work handles requests and tasks
     * @param cancel handles cancellations; must be quick
     */
    public static KafkaIntake of(WorkerSettings settings, GroupProtocol queue, RecordHandler work, RecordHandler cancel,
            IntakeListener listener) {
        var requests = new RunningJobs(work, settings.queue().slots());
        var tasks = new RunningJobs(work, settings.queue().slots());
        var slots = new ArrayList<IntakeSlot>();
        var topics = settings.kafka().topics();
        var turns = new TopicTurns(topics.classes(), settings.queue().slots(), InstantSource.system(),
                TopicTurns.NEXT_REQUEST);
        for (int n = 1; n <= settings.queue().slots(); n++) {
            for (var topic : topics.allRequests()) {
                var kind = topics.classes().size() == 1 ? "request" : "request-" + topic;
                slots.add(slot(kind, n, topic, turns, settings, queue, requests, listener));
            }
            slots.add(slot("task", n, topics.tasks(), turns, settings, queue, tasks, listener));
        }
        var control = properties(settings, "mask-export-control", settings.kafka().group() + "-control");
        slots.add(new GroupSlot(control, topics.control(), turns, new RunningJobs(cancel, 1),
                IntakeListener.NONE, queue.kip848(), HAND_OVER));
        return new KafkaIntake(slots, requests, tasks);
    }

    private static IntakeSlot slot(String kind, int number, String topic, TopicTurns turns, WorkerSettings settings,
            GroupProtocol queue, RunningJobs jobs, IntakeListener listener) {
        var properties = properties(settings, "mask-export-" + kind + "-" + number, settings.kafka().group());
        return queue.shared()
                ? new ShareSlot(properties, topic, turns, jobs, listener, settings.queue().lock())
                : new GroupSlot(properties, topic, turns, jobs, listener, queue.kip848(), HAND_OVER);
    }

    private static Map<String, Object> properties(WorkerSettings settings, String client, String group) {
        var properties = settings.kafka().properties(client);
        properties.put("group.id", group);
        properties.putIfAbsent("fetch.max.bytes", FETCH_BYTES);
        return properties;
    }

    public void start() {
        slots.forEach(IntakeSlot::start);
    }

    /** Takes no new records, tells all work to stop, and waits until records are acknowledged or handed over. */
    public void drain() throws InterruptedException {
        slots.forEach(IntakeSlot::drain);
        requests.handOver();
        tasks.handOver();
        var end = Instant.now().plus(HAND_OVER).plus(IntakeSlot.COMMIT);
        for (var slot : slots) {
            slot.join(positive(Duration.between(Instant.now(), end)));
        }
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** Whether all slots are members of their group. */
    public boolean isJoined() {
        return slots.stream().allMatch(IntakeSlot::isJoined);
    }

    /** When the slowest slot's loop last ran. */
    public Instant lastTurn() {
        return slots.stream().map(IntakeSlot::lastTurn).min(Instant::compareTo).orElseThrow();
    }

    /** Number of requests that are being processed, at most as many as there are slots. */
    public int requestsInFlight() {
        return requests.running();
    }

    /** Number of tasks that are being processed, at most as many as there are slots. */
    public int tasksInFlight() {
        return tasks.running();
    }
}
