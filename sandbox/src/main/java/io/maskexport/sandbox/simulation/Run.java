package io.maskexport.sandbox.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.TerminalEvent;

/** One run: a scenario played from its begin until nothing happens any more, then judged. */
final class Run {
    private static final long AFTER_GRACE = World.GRACE.toNanos() / 1_000 + Timeline.SECOND;

    private final World world;
    private final List<Worker> workers;

    /**
     * What came of a run.
     *
     * @param violations sentences; empty when all went as it must
     */
    record Result(List<String> violations, Map<Fault, Integer> befell, List<String> endings, long steps) {
        Result {
            violations = List.copyOf(violations);
            befell = Map.copyOf(befell);
            endings = List.copyOf(endings);
        }
    }

    private Run(World world) {
        this.world = world;
        this.workers = IntStream.rangeClosed(1, world.scenario().workers()).mapToObj(n -> new Worker(world, "w" + n))
                .toList();
    }

    /** Plays what a seed stands for. */
    static Result of(long seed, Protocol protocol, Trace trace) {
        var luck = new SplittableRandom(seed);
        var scenario = new ScenarioDraw(luck.split()).next();
        return of(scenario, protocol, new RandomFaults(luck.split()), trace, luck.nextLong());
    }

    static Result of(Scenario scenario, Protocol protocol, Faults faults, Trace trace, long seed) {
        return new Run(new World(scenario, protocol, faults, trace, seed)).play();
    }

    private Result play() {
        prepare();
        var violations = new ArrayList<String>();
        boolean rests = world.timeline().run();
        world.heal();
        world.timeline().after(AFTER_GRACE, () -> workers.getFirst().clean());
        if (rests && world.timeline().run()) {
            violations.addAll(Audit.of(world));
        } else {
            violations.add("it does not come to rest");
            workers.forEach(Worker::kill);
            world.timeline().drain();
        }
        return new Result(violations, world.befell(), endings(), world.timeline().steps());
    }

    private List<String> endings() {
        return world.published().stream().map(World.Published::event).filter(TerminalEvent.class::isInstance)
                .map(event -> event.getClass().getSimpleName()).toList();
    }

    private void prepare() {
        world.work().whenAvailable(() -> workers.forEach(Worker::poll));
        world.control().whenAvailable(() -> workers.forEach(Worker::poll));
        workers.forEach(Worker::start);
        world.scenario().orders().forEach(this::place);
        world.scenario().events().forEach(event -> world.timeline().after(event.at(), () -> happen(event)));
        world.scenario().cleanings().forEach(at -> world.timeline().after(at, () -> one(at).clean()));
    }

    private void place(Order order) {
        order.sample().files().forEach((path, content) -> world.bucket().put(order.source(path), content));
        var timeline = world.timeline();
        order.sent().forEach(at -> timeline.after(at,
                () -> world.work().send(new Message.Request(order.request()))));
        var cancel = new CancelRequested(order.request().requestId(), order.cancelledAt());
        order.cancelled().forEach(at -> timeline.after(at,
                () -> world.control().send(new Message.Cancel(cancel))));
        order.change().ifPresent(change -> timeline.after(change.at(), () -> {
            world.trace().note(() -> "the project changes: " + change.path());
            world.bucket().put(order.source(change.path()), change.content());
        }));
    }

    private void happen(Scenario.Event event) {
        world.trace().note(event::toString);
        switch (event) {
            case Scenario.Event.Kill(_, var worker) -> workers.get(worker).kill();
            case Scenario.Event.Freeze(_, var worker, var time) -> workers.get(worker).freeze(time);
            case Scenario.Event.Terminate(_, var worker) -> workers.get(worker).terminate();
            case Scenario.Event.BrokerRestart _ -> {
                workers.forEach(Worker::loseBroker);
                world.work().forgetLocks();
                world.control().forgetLocks();
            }
        }
    }

    private Worker one(long number) {
        return workers.get((int) (number % workers.size()));
    }
}
