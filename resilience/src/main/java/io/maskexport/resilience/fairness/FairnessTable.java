package io.maskexport.resilience.fairness;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the policies of a queue do for a tenant behind another one's requests. */
@Command(name = "fairness-table", mixinStandardHelpOptions = true, description = {
    "Calculates when the single request of a tenant begins that was sent behind many requests of others, for 2 and 20",
    "workers and several policies. Times are in request times."})
public final class FairnessTable implements Callable<Integer> {
    @Option(names = "--requests", defaultValue = "1000", description = "Requests of each other tenant. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--others", defaultValue = "1", description = "Number of other tenants. Default: ${DEFAULT-VALUE}.")
    private int others;

    @Option(names = "--passing", defaultValue = "0.00005", description = "Time to pass a record over, in request times. Default: ${DEFAULT-VALUE}, 30 ms of 10 minutes.")
    private double passing;

    static void main(String[] arguments) {
        System.exit(new CommandLine(new FairnessTable()).execute(arguments));
    }

    @Override
    public Integer call() {
        System.out.printf(
                "| workers | slots | policy | it begins | all begun | records sent anew | out of order |%n|--:|--:|---|--:|--:|--:|--:|%n");
        for (int workers : new int[] {2, 20}) {
            for (int slots : new int[] {1, 4}) {
                for (var policy : QueuePolicy.values()) {
                    row(policy, workers, slots);
                }
            }
        }
        return 0;
    }

    private void row(QueuePolicy policy, int workers, int slots) {
        var model = new QueueModel(policy, workers, slots, passing);
        for (int other = 1; other <= others; other++) {
            model.send("other-" + other, requests);
        }
        model.send("single", 1);
        model.run();
        System.out.printf("| %d | %d | %s | %.2f | %.2f | %d | %d |%n", workers, slots, policy.label(),
                model.began("single"), model.lastBegan(), model.copies(), model.outOfOrder("other-1"));
    }
}
