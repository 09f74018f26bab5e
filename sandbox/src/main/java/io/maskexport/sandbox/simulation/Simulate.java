package io.maskexport.sandbox.simulation;

/** The command. */
public final class Simulate {
    private Simulate() {}

    static void main(String[] arguments) throws InterruptedException {
        long first = Long.parseLong(arguments[0]);
        long seeds = Long.parseLong(arguments[1]);
        boolean trace = arguments.length > 2;
        var t = Thread.ofVirtual().start(() -> {
            long start = System.nanoTime();
            long bad = 0; long steps = 0;
            var ends = new java.util.TreeMap<String, Integer>();
            var befell = new java.util.TreeMap<Fault, Integer>();
            for (long seed = first; seed < first + seeds; seed++) {
                var r = Run.of(seed, Protocol.HONEST, trace ? what -> System.out.println(what.get()) : Trace.NONE);
                if (seed % 1000 == 0) { System.out.printf("%d cpu %.2f%n", seed, ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9); }
                steps += r.steps();
                r.endings().forEach(e -> ends.merge(e, 1, Integer::sum));
                r.befell().forEach((f, n) -> befell.merge(f, n, Integer::sum));
                if (!r.violations().isEmpty()) {
                    bad++;
                    if (bad < 15) { System.out.println(seed + " " + r.violations()); }
                }
            }
            double s = (System.nanoTime() - start) / 1e9;
            System.out.printf("%d seeds %d bad %d steps %.1f s %.0f/s %s %s%n", seeds, bad, steps, s, seeds / s, ends, befell);
        });
        t.join();
    }
}
