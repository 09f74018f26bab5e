package io.maskexport.resilience.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.TerminalEvent;

/** One run: plays a scenario until nothing is left to happen, then audits it. */
final class SimulationRun {
    private static final long AFTER_GRACE = SimulatedWorld.GRACE.toNanos() / 1_000 + Scheduler.SECOND;

    private final SimulatedWorld world;
    private final List<SimulatedWorker> workers;

    /**
     * The result of a run.
     *
     * @param violations as sentences; empty if there are none
     */
    record RunResult(List<String> violations, Map<CallFault, Integer> faultCounts, List<String> endings, long steps) {
        RunResult {
            violations = List.copyOf(violations);
            faultCounts = Map.copyOf(faultCounts);
            endings = List.copyOf(endings);
        }
    }

    private SimulationRun(SimulatedWorld world) {
        this.world = world;
        this.workers = IntStream.rangeClosed(1, world.scenario().workers())
                .mapToObj(n -> new SimulatedWorker(world, "w" + n, world.scenario().version(n - 1)))
                .toList();
    }

    /** Runs the scenario of a seed. */
    static RunResult of(long seed, ProtocolVariant protocol, RunTrace trace) {
        var random = new SplittableRandom(seed);
        var scenario = new ScenarioGenerator(random.split()).next();
        return of(scenario, protocol, new RandomFaults(random.split()), trace, random.nextLong());
    }

    static RunResult of(Scenario scenario, ProtocolVariant protocol, FaultSource faults, RunTrace trace, long seed) {
        return new SimulationRun(new SimulatedWorld(scenario, protocol, faults, trace, seed)).play();
    }

    private RunResult play() {
        prepare();
        var violations = new ArrayList<String>();
        boolean rests = world.scheduler().run();
        world.heal();
        world.scheduler().after(AFTER_GRACE, () -> workers.getFirst().clean());
        if (rests && world.scheduler().run()) {
            violations.addAll(ExportAudit.of(world));
        } else {
            violations.add("it does not come to rest");
            workers.forEach(SimulatedWorker::kill);
            world.scheduler().drain();
        }
        return new RunResult(violations, world.faultCounts(), endings(), world.scheduler().steps());
    }

    private List<String> endings() {
        return world.published().stream().map(SimulatedWorld.PublishedEvent::event)
                .filter(TerminalEvent.class::isInstance).map(TerminalEvent.class::cast)
                .map(event -> switch (event) {
                    case ExportCompleted _ -> "completed";
                    case ExportCancelled _ -> "cancelled";
                    case ExportFailed failed -> failed.reason().name();
                }).toList();
    }

    private void prepare() {
        world.work().whenAvailable(() -> workers.forEach(SimulatedWorker::poll));
        world.control().whenAvailable(() -> workers.forEach(SimulatedWorker::poll));
        workers.forEach(SimulatedWorker::start);
        world.scenario().workloads().forEach(this::place);
        world.scenario().events().forEach(event -> world.scheduler().after(event.at(), () -> happen(event)));
        world.scenario().janitorRuns().forEach(at -> world.scheduler().after(at, () -> one(at).clean()));
    }

    private void place(ClientWorkload workload) {
        workload.sample().files().forEach((path, content) -> world.bucket().put(workload.source(path), content));
        var scheduler = world.scheduler();
        workload.sent().forEach(at -> scheduler.after(at,
                () -> world.work().send(new WorkMessage.QueuedRequest(workload.request()))));
        var cancel = new CancelRequested(workload.request().requestId(), workload.cancelledAt());
        workload.cancelled().forEach(at -> scheduler.after(at,
                () -> world.control().send(new WorkMessage.QueuedCancellation(cancel))));
        workload.change().ifPresent(change -> scheduler.after(change.at(), () -> {
            world.trace().note(() -> "the project changes: " + change.path());
            world.bucket().put(workload.source(change.path()), change.content());
        }));
    }

    private void happen(Scenario.ScenarioEvent event) {
        world.trace().note(event::toString);
        switch (event) {
            case Scenario.ScenarioEvent.Kill(_, var worker) -> workers.get(worker).kill();
            case Scenario.ScenarioEvent.Freeze(_, var worker, var time) -> workers.get(worker).freeze(time);
            case Scenario.ScenarioEvent.Terminate(_, var worker) -> workers.get(worker).terminate();
            case Scenario.ScenarioEvent.BrokerRestart _ -> {
                workers.forEach(SimulatedWorker::loseBroker);
                world.work().forgetLocks();
                world.control().forgetLocks();
            }
        }
    }

    private SimulatedWorker one(long number) {
        return workers.get((int) (number % workers.size()));
    }
}
