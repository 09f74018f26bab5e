package io.maskexport.resilience.simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.resilience.simulation.SmallExport.export;
import static io.maskexport.resilience.simulation.SmallExport.indexed;
import static org.assertj.core.api.Assertions.assertThat;

class FaultSchedulesTest {
    @Test
    void everyScheduleOfOneFaultKeepsThePromises() {
        var schedules = new FaultSchedules(export(3, 4_096), ProtocolVariant.HONEST);
        schedules.playSingles();

        assertThat(schedules.violated()).isEmpty();
        assertThat(schedules.runs()).isGreaterThan(300);
    }

    /** A sixth of them; .ci/simulation plays all. */
    @Test
    void schedulesOfTwoFaultsKeepThePromises() {
        var schedules = new FaultSchedules(export(1, 1_000_000), ProtocolVariant.HONEST);
        schedules.playPairs(6);

        assertThat(schedules.violated()).isEmpty();
        assertThat(schedules.runs()).isGreaterThan(1_500);
    }

    @Test
    void anExportWaitsForAWorkerThatUnderstandsItInWhateverOrderFaultsStrike() {
        var schedules = new FaultSchedules(export(3, 4_096).withOlder(1), ProtocolVariant.HONEST);
        schedules.playSingles();

        assertThat(schedules.violated()).isEmpty();
        assertThat(schedules.runs()).isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(longs = {4_096, 1_000_000})
    void everyScheduleOfOneFaultLeavesTheIndexOfEveryPart(long partBytes) {
        var schedules = new FaultSchedules(indexed(3, partBytes), ProtocolVariant.HONEST);
        schedules.playSingles();

        assertThat(schedules.violated()).isEmpty();
        assertThat(schedules.runs()).isGreaterThan(200);
    }
}
