package io.maskexport.resilience.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.FailureBudget;
import io.maskexport.contracts.PartNaming;
import io.maskexport.worker.plan.TaskLimits;

/** Draws random scenarios: sizes, names, times, events. */
final class ScenarioGenerator {
    private static final int MAX_ITEMS = 5;
    private static final long LONG = 10 * 60 * Scheduler.SECOND;

    private final RandomGenerator random;

    ScenarioGenerator(RandomGenerator random) {
        this.random = random;
    }

    Scenario next() {
        var workloads = some(oneIn(5) ? 2 : 1, n -> workload("r" + n));
        var events = some(oneIn(2) ? 0 : random.nextInt(4), _ -> event());
        var taskLimits = new TaskLimits(1 + random.nextInt(4), oneIn(2) ? 4_000 : 1_000_000);
        var deadline = oneIn(20) ? Duration.ofSeconds(1 + random.nextInt(120)) : Duration.ofHours(24);
        var scenario = new Scenario(workloads, events, workers(), 1 + random.nextInt(2), taskLimits, deadline,
                oneIn(3) ? 100_000 : 1_000 + random.nextInt(6_000), oneIn(8), denied(), pace(),
                some(random.nextInt(4), _ -> time() * 10),
                oneIn(6) ? some(1 + random.nextInt(2), _ -> denial()) : List.of(), oneIn(150), 0,
                deadline.toHours() > 0 && oneIn(4) ? 1 : 0);
        return oneIn(16) ? scenario.withOlder(1 + random.nextInt(scenario.workers() - 1)) : scenario;
    }

    private Scenario.DeniedAccess denied() {
        return switch (random.nextInt(50)) {
            case 0 -> Scenario.DeniedAccess.DESTINATION;
            case 1 -> Scenario.DeniedAccess.UPLOADS;
            default -> Scenario.DeniedAccess.NOTHING;
        };
    }

    private AccessDenial denial() {
        long from = time();
        var places = EnumSet.noneOf(AccessDenial.DeniedPlace.class);
        for (var place : AccessDenial.DeniedPlace.values()) {
            if (random.nextBoolean()) {
                places.add(place);
            }
        }
        return new AccessDenial(from, from + time(), oneIn(3) ? EnumSet.allOf(AccessDenial.DeniedPlace.class) : places,
                oneIn(4));
    }

    private int workers() {
        return 2 + random.nextInt(2);
    }

    private long pace() {
        return Scheduler.MILLISECOND << random.nextInt(12);
    }

    private ClientWorkload workload(String id) {
        int items = oneIn(10) ? 0 : 1 + random.nextInt(MAX_ITEMS);
        boolean limitsFailures = oneIn(8);
        var state = limitsFailures
                ? TinyProject.ImageState.SOME_FAILING
                : oneIn(12) ? TinyProject.ImageState.DAMAGED : TinyProject.ImageState.SOUND;
        var sample = TinyProject.of(random, items, state);
        long part = oneIn(3) ? 1_000_000 : 2_048 + random.nextInt(20_000);
        var request = ClientWorkload.request(id,
                new ArchiveOptions(part, oneIn(4) ? PartNaming.VOLUME : PartNaming.PART, (part + items) % 3 == 0),
                limitsFailures ? maxFailedItems(items) : null);
        return new ClientWorkload(request, sample,
                some(copies(), n -> n == 1 ? random.nextLong(Scheduler.SECOND) : time()),
                some(oneIn(4) ? 1 + random.nextInt(2) : 0, _ -> time()),
                oneIn(5) ? ClientWorkload.ELSEWHERE : ClientWorkload.DESTINATION,
                oneIn(6) ? Optional.of(change(sample)) : Optional.empty());
    }

    private FailureBudget maxFailedItems(int items) {
        return new FailureBudget(oneIn(2) ? random.nextInt(items + 1) + "" : random.nextInt(101) + "%");
    }

    /** How often a client sends its request; a client that loses answers sends it many times. */
    private int copies() {
        return oneIn(5) ? oneIn(4) ? 8 : 2 : 1;
    }

    private ClientWorkload.FileChange change(TinyProject sample) {
        var paths = sample.files().keySet().toArray(String[]::new);
        var path = paths[random.nextInt(paths.length)];
        return new ClientWorkload.FileChange(time(), path,
                path.equals(TinyProject.META) ? TinyProject.meta("orange") : TinyProject.content(random, 'c'));
    }

    private Scenario.ScenarioEvent event() {
        int worker = random.nextInt(2);
        return switch (random.nextInt(4)) {
            case 0 -> new Scenario.ScenarioEvent.Kill(time(), worker);
            case 1 -> new Scenario.ScenarioEvent.Freeze(time(), worker, random.nextLong(LONG));
            case 2 -> new Scenario.ScenarioEvent.Terminate(time(), worker);
            default -> new Scenario.ScenarioEvent.BrokerRestart(time());
        };
    }

    /** Early times are likelier. */
    private long time() {
        return random.nextLong(LONG >> random.nextInt(16));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private static <T> List<T> some(int most, IntFunction<T> made) {
        return IntStream.rangeClosed(1, most).mapToObj(made).toList();
    }
}
