package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.maskexport.resilience.simulation.SmallExport.export;
import static org.assertj.core.api.Assertions.assertThat;

class SimulationTest {
    /** The first ones; .ci/simulation plays 20,000. */
    private static final long SEEDS = 4_000;
    private static final long MAX_SEEDS_UNTIL_CAUGHT = 2_000;

    @Test
    void noSeedBreaksAnyPromise() throws InterruptedException {
        var figures = SeedRuns.play(1, SEEDS, ProtocolVariant.HONEST, 1);

        assertThat(figures.violated()).isEmpty();
        assertThat(figures.runs()).isEqualTo(SEEDS);
    }

    @Test
    void everyKindOfFaultAndOfEndHappens() throws InterruptedException {
        var figures = SeedRuns.play(SEEDS + 1, 500, ProtocolVariant.HONEST, 1);

        assertThat(figures.faults()).containsOnlyKeys(CallFault.CRASH, CallFault.FREEZE, CallFault.REFUSED,
                CallFault.UNANSWERED,
                CallFault.LATE, CallFault.DENIED);
        assertThat(figures.endings()).containsKeys("completed", "cancelled", "ACCESS_DENIED", "DEPENDENCY_UNAVAILABLE",
                "INPUT_CHANGED", "TOO_MANY_FAILED_ITEMS");
    }

    @Test
    void aDenialOfEverythingAtAnyStepEndsNoExport() {
        for (long from = 0; from < 400; from++) {
            var denial = new AccessDenial(from * 2 * Scheduler.MILLISECOND,
                    from * 2 * Scheduler.MILLISECOND + Scheduler.SECOND,
                    EnumSet.allOf(AccessDenial.DeniedPlace.class), false);
            var result = SimulationRun.of(export(3, 4_096, List.of(denial)), ProtocolVariant.HONEST,
                    (_, _) -> CallFault.NONE, RunTrace.NONE,
                    from);

            assertThat(result.violations()).isEmpty();
            assertThat(result.endings()).isNotEmpty().containsOnly("completed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE", "DESTINATION"})
    void aShortDenialOfSourceOrDestinationAtAnyStepEndsNoExport(AccessDenial.DeniedPlace place) {
        long longest = AccessDenial.BELIEVED_AFTER.toNanos() / 1_000 - 1;
        for (long from = 0; from < 100; from++) {
            long begin = from * 8 * Scheduler.MILLISECOND;
            var denial = new AccessDenial(begin, begin + longest, EnumSet.of(place), false);
            var result = SimulationRun.of(export(3, 4_096, List.of(denial)), ProtocolVariant.HONEST,
                    (_, _) -> CallFault.NONE, RunTrace.NONE, from);

            assertThat(result.violations()).isEmpty();
            assertThat(result.endings()).isNotEmpty().containsOnly("completed");
        }
    }

    @Test
    void anExportThatTheDestinationDeniesIsToldOnceAndNotOverAndOver() {
        var denial = new AccessDenial(0, 600 * Scheduler.SECOND,
                EnumSet.of(AccessDenial.DeniedPlace.DESTINATION, AccessDenial.DeniedPlace.EVENTS),
                true);
        var result = SimulationRun.of(export(1, 4_096, List.of(denial)), ProtocolVariant.HONEST,
                (_, _) -> CallFault.NONE, RunTrace.NONE, 1);

        assertThat(result.violations()).isEmpty();
        assertThat(result.faultCounts().get(CallFault.DENIED)).isLessThan(200);
    }

    @Test
    void aCancellationThatNeitherItsDestinationNorTheEventsTopicTakesIsNotRepeatedWithoutWaits() {
        var denial = new AccessDenial(0, 600 * Scheduler.SECOND,
                EnumSet.of(AccessDenial.DeniedPlace.DESTINATION, AccessDenial.DeniedPlace.EVENTS), false);
        var result = SimulationRun.of(export(1, 4_096, List.of(0L), List.of(denial)), ProtocolVariant.HONEST,
                (_, _) -> CallFault.NONE, RunTrace.NONE, 1);

        assertThat(result.violations()).isEmpty();
        assertThat(result.endings()).isNotEmpty();
        assertThat(result.faultCounts().get(CallFault.DENIED)).isLessThan(300);
    }

    @Test
    void aLoopThatDoesNotWaitIsCaughtWhereSomethingIsDenied() {
        var denial = new AccessDenial(0, 600 * Scheduler.SECOND, EnumSet.allOf(AccessDenial.DeniedPlace.class), false);

        assertThat(SimulationRun
                .of(export(1, 4_096, List.of(denial)), Mutant.NO_WAIT, (_, _) -> CallFault.NONE, RunTrace.NONE, 1)
                .violations()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyBrokenProtocolIsCaught(Mutant mutant) {
        assertThat(LongStream.rangeClosed(1, MAX_SEEDS_UNTIL_CAUGHT)
                .filter(seed -> !SimulationRun.of(seed, mutant, RunTrace.NONE).violations().isEmpty()).findFirst())
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void everyBrokenProtocolIsDocumented(Mutant mutant) throws IOException {
        assertThat(Path.of("../docs/simulation.md")).content().contains("\n| `" + mutant + "` | ");
    }

    @Test
    void theSameSeedIsTheSameRun() {
        var once = new ArrayList<String>();
        var again = new ArrayList<String>();
        for (long seed = 1; seed <= 20; seed++) {
            SeedRuns.trace(seed, ProtocolVariant.HONEST, once::add);
            SeedRuns.trace(seed, ProtocolVariant.HONEST, again::add);
        }

        assertThat(once).isNotEmpty().isEqualTo(again);
    }
}
