package io.maskexport.sandbox.simulation;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays seeds from the command line. */
@Command(name = "simulate", mixinStandardHelpOptions = true, description = {
    "Plays exports on a simulated broker, bucket and clock, with faults between any two steps.",
    "Each seed is a run. A violation is printed with its seed and its trace; the last line has the figures."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:no violation", "1:violations", "2:wrong usage"})
public final class Simulate implements Callable<Integer> {
    private static final int VIOLATED = 1;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "20000", description = "How many runs (${DEFAULT-VALUE}).")
    private long seeds;

    @Option(names = "--first", paramLabel = "S", defaultValue = "1", description = "The first seed (${DEFAULT-VALUE}).")
    private long first;

    @Option(names = "--mutant", paramLabel = "NAME", description = "Breaks the protocol on purpose: ${COMPLETION-CANDIDATES}.")
    private Mutant[] mutants = {};

    @Option(names = "--traces", paramLabel = "N", defaultValue = "3", description = "Most violations whose trace is printed (${DEFAULT-VALUE}).")
    private int traces;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time (as many as there are processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Simulate() {}

    static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulate()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var protocol = mutants.length == 0 ? Protocol.HONEST : mutants[0];
        // Strands hand the turn to one another: fastest where no further processor looks for work.
        System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(threads));
        var start = System.nanoTime();
        var figures = Seeds.play(first, seeds, protocol, threads);
        var out = spec.commandLine().getOut();
        figures.violated().stream().limit(traces).forEach(seed -> trace(seed, protocol, out));
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf("%s%s seconds=%.1f%n", mutants.length == 0 ? "" : "mutant=" + protocol + " ", figures, seconds);
        out.flush();
        return figures.violated().isEmpty() ? 0 : VIOLATED;
    }

    private static void trace(long seed, Protocol protocol, PrintWriter out) {
        out.println("seed " + seed);
        Seeds.trace(seed, protocol, out::println).violations().forEach(violation -> out.println("VIOLATED: " + violation));
    }
}
