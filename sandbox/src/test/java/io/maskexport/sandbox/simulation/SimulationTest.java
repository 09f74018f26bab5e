package io.maskexport.sandbox.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import io.maskexport.contracts.Archive;
import io.maskexport.contracts.Naming;
import io.maskexport.worker.protocol.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SimulationTest {
    private static final long SEEDS = 20_000;
    private static final long MOST_UNTIL_CAUGHT = 2_000;

    @Test
    void noSeedBreaksAnyPromise() throws InterruptedException {
        var figures = Seeds.play(1, SEEDS, Protocol.HONEST, 2);

        assertThat(figures.violated()).isEmpty();
        assertThat(figures.runs()).isEqualTo(SEEDS);
    }

    @Test
    void everyKindOfFaultAndOfEndHappens() throws InterruptedException {
        var figures = Seeds.play(SEEDS + 1, 500, Protocol.HONEST, 2);

        assertThat(figures.faults()).containsOnlyKeys(Fault.CRASH, Fault.FREEZE, Fault.REFUSED, Fault.UNANSWERED,
                Fault.LATE, Fault.DENIED);
        assertThat(figures.endings()).containsOnlyKeys("ExportCancelled", "ExportCompleted", "ExportFailed");
    }

    @Test
    void everyScheduleOfOneFaultKeepsThePromises() {
        var schedules = new Schedules(export(3, 4_096), Protocol.HONEST);
        schedules.playSingles();

        assertThat(schedules.violated()).isEmpty();
        assertThat(schedules.runs()).isGreaterThan(300);
    }

    @Test
    void everyScheduleOfTwoFaultsKeepsThePromises() {
        var schedules = new Schedules(export(1, 1_000_000), Protocol.HONEST);
        schedules.playPairs();

        assertThat(schedules.violated()).isEmpty();
        assertThat(schedules.runs()).isGreaterThan(10_000);
    }

    @Test
    void aDenialOfEverythingAtAnyStepEndsNoExport() {
        for (long from = 0; from < 400; from++) {
            var denial = new Denial(from * 2 * Timeline.MILLISECOND, from * 2 * Timeline.MILLISECOND + Timeline.SECOND,
                    EnumSet.allOf(Denial.Place.class), false);
            var result = Run.of(export(3, 4_096, List.of(denial)), Protocol.HONEST, (_, _) -> Fault.NONE, Trace.NONE,
                    from);

            assertThat(result.violations()).isEmpty();
            assertThat(result.endings()).isNotEmpty().containsOnly("ExportCompleted");
        }
    }

    @Test
    void anExportThatTheDestinationDeniesIsToldOnceAndNotOverAndOver() {
        var denial = new Denial(0, 600 * Timeline.SECOND, EnumSet.of(Denial.Place.DESTINATION, Denial.Place.EVENTS),
                true);
        var result = Run.of(export(1, 4_096, List.of(denial)), Protocol.HONEST, (_, _) -> Fault.NONE, Trace.NONE, 1);

        assertThat(result.violations()).isEmpty();
        assertThat(result.befell().get(Fault.DENIED)).isLessThan(200);
    }

    @Test
    void aLoopThatDoesNotWaitIsCaughtWhereSomethingIsDenied() {
        var denial = new Denial(0, 600 * Timeline.SECOND, EnumSet.allOf(Denial.Place.class), false);

        assertThat(Run.of(export(1, 4_096, List.of(denial)), Mutant.NO_WAIT, (_, _) -> Fault.NONE, Trace.NONE, 1)
                .violations()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyBrokenProtocolIsCaught(Mutant mutant) {
        assertThat(LongStream.rangeClosed(1, MOST_UNTIL_CAUGHT)
                .filter(seed -> !Run.of(seed, mutant, Trace.NONE).violations().isEmpty()).findFirst()).isPresent();
    }

    @Test
    void theSameSeedIsTheSameRun() {
        var once = new ArrayList<String>();
        var again = new ArrayList<String>();
        for (long seed = 1; seed <= 20; seed++) {
            Seeds.trace(seed, Protocol.HONEST, once::add);
            Seeds.trace(seed, Protocol.HONEST, again::add);
        }

        assertThat(once).isNotEmpty().isEqualTo(again);
    }

    /** An export of a few images that one client asks for once, and two workers are there for. */
    private static Scenario export(int items, long partBytes) {
        return export(items, partBytes, List.of());
    }

    private static Scenario export(int items, long partBytes, List<Denial> denials) {
        var order = new Order(Order.request("r1", new Archive(partBytes, Naming.PART)),
                Sample.of(new SplittableRandom(1), items, false), List.of(0L), List.of(), Order.DESTINATION,
                Optional.empty());
        return new Scenario(List.of(order), List.of(), 2, 1, new Bounds(2, 1_000_000), Duration.ofHours(24), 100_000,
                false, Scenario.Denied.NOTHING, 5 * Timeline.MILLISECOND, List.of(), denials, false);
    }
}
