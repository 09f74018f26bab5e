package io.maskexport.resilience.simulation;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs seeds from the command line. */
@Command(name = "simulate", mixinStandardHelpOptions = true, description = {
    "Runs exports on a simulated broker, bucket and clock, with faults between any two steps.",
    "Each seed is a run. A violation is printed with its seed and its trace; the last line has the figures."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:no violation", "1:violations", "2:wrong usage"})
public final class SimulateCommand implements Callable<Integer> {
    private static final int VIOLATED = 1;
    private static final int MAX_TRACES = 3;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "20000", description = "How many seeds to run. Default: ${DEFAULT-VALUE}.")
    private long seeds;

    @Option(names = "--first", paramLabel = "S", defaultValue = "1", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long first;

    @Option(names = "--mutant", paramLabel = "NAME", description = "Runs a protocol that is broken on purpose and prints the figures only: ${COMPLETION-CANDIDATES}. Repeatable.")
    private List<Mutant> mutants = List.of();

    @Option(names = "--schedules", description = "Runs all schedules of one fault and of two on small exports, in place of seeds.")
    private boolean schedules;

    @Option(names = "--trace", description = "Prints every step of each run.")
    private boolean trace;

    @Option(names = "--threads", paramLabel = "N", description = "How many seeds run at a time. Default: the number of processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private SimulateCommand() {}

    static void main(String[] arguments) {
        System.exit(
                new CommandLine(new SimulateCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        // Threads pass control to one another, which is fastest if no other processor looks for work.
        System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(schedules ? 1 : threads));
        if (schedules) {
            return playSchedules(spec.commandLine().getOut()) ? VIOLATED : 0;
        }
        boolean violated = false;
        for (ProtocolVariant protocol : mutants.isEmpty() ? List.of(ProtocolVariant.HONEST) : mutants) {
            violated |= play(protocol, spec.commandLine().getOut());
        }
        return violated ? VIOLATED : 0;
    }

    private static boolean playSchedules(PrintWriter out) {
        var single = new FaultSchedules(SmallExport.export(3, 4_096), ProtocolVariant.HONEST);
        single.playSingles();
        var pairs = new FaultSchedules(SmallExport.export(1, 1_000_000), ProtocolVariant.HONEST);
        pairs.playPairs();
        Stream.of(single, pairs).flatMap(played -> played.violated().stream())
                .forEach(violation -> out.println("VIOLATED: " + violation));
        out.printf("schedules of one fault: %d, of two: %d; violations: %d%n", single.runs(), pairs.runs(),
                single.violated().size() + pairs.violated().size());
        out.flush();
        return !single.violated().isEmpty() || !pairs.violated().isEmpty();
    }

    private boolean play(ProtocolVariant protocol, PrintWriter out) throws InterruptedException {
        long start = System.nanoTime();
        var figures = SeedRuns.play(first, seeds, protocol, threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (trace) {
            LongStream.range(first, first + seeds).forEach(seed -> trace(seed, protocol, out));
        } else if (mutants.isEmpty()) {
            figures.violated().stream().limit(MAX_TRACES).forEach(seed -> trace(seed, protocol, out));
        }
        out.printf("%s: %s seconds=%.1f%n", protocol, figures, seconds);
        out.flush();
        return !figures.violated().isEmpty();
    }

    private static void trace(long seed, ProtocolVariant protocol, PrintWriter out) {
        out.println("seed " + seed);
        SeedRuns.trace(seed, protocol, out::println).violations()
                .forEach(violation -> out.println("VIOLATED: " + violation));
    }
}
