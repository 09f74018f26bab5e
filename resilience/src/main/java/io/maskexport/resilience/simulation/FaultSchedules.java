package io.maskexport.resilience.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every schedule of one fault, and every one of two: a fault of each kind at each call of a scenario, and after it a second
 * one of each kind at each later call.
 */
final class FaultSchedules {
    private static final List<CallFault> KINDS = List.of(CallFault.CRASH, CallFault.FREEZE, CallFault.REFUSED,
            CallFault.UNANSWERED,
            CallFault.LATE);
    private static final long SEED = 7;

    private final Scenario scenario;
    private final ProtocolVariant protocol;
    private final List<String> violated = new ArrayList<>();
    private long runs;

    /** Faults at certain calls, counted from 0. */
    private static final class ScheduledFaults implements FaultSource {
        private final Map<Integer, CallFault> faults;
        private int calls;

        ScheduledFaults(Map<Integer, CallFault> faults) {
            this.faults = faults;
        }

        @Override
        public CallFault next(WorkerCall operation, long now) {
            return faults.getOrDefault(calls++, CallFault.NONE);
        }
    }

    FaultSchedules(Scenario scenario, ProtocolVariant protocol) {
        this.scenario = scenario;
        this.protocol = protocol;
    }

    /** Runs all schedules of one fault. */
    void playSingles() {
        int calls = play(Map.of());
        for (int call = 0; call < calls; call++) {
            for (var kind : KINDS) {
                play(Map.of(call, kind));
            }
        }
    }

    /** Runs all schedules of two faults. */
    void playPairs() {
        playPairs(1);
    }

    /** Runs the schedules of two faults whose first strikes one of every {@code step} calls. */
    void playPairs(int step) {
        int calls = play(Map.of());
        for (int first = 0; first < calls; first += step) {
            for (var kind : KINDS) {
                playSeconds(first, kind);
            }
        }
    }

    private void playSeconds(int first, CallFault kind) {
        int calls = play(Map.of(first, kind));
        for (int second = first + 1; second < calls; second++) {
            for (var other : KINDS) {
                play(Map.of(first, kind, second, other));
            }
        }
    }

    /** Returns how many calls there were. */
    private int play(Map<Integer, CallFault> faults) {
        var scheduled = new ScheduledFaults(faults);
        var result = SimulationRun.of(scenario, protocol, scheduled, RunTrace.NONE, SEED);
        runs++;
        if (!result.violations().isEmpty()) {
            violated.add(faults + ": " + result.violations());
        }
        return scheduled.calls;
    }

    long runs() {
        return runs;
    }

    /** The schedules that ended with a violation, and the violation. */
    List<String> violated() {
        return violated;
    }
}
