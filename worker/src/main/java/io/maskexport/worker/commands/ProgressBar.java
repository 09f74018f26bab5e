package io.maskexport.worker.commands;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A line on a terminal that says how much is done. Not for several threads. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final int NEVER = -1;

    private final PrintWriter terminal;
    private final boolean shown;
    private final String unit;
    private int promille = NEVER;

    /**
     * Shows nothing until the first {@link #show}.
     *
     * @param shown whether there is a terminal; otherwise nothing is ever printed
     * @param unit what is counted, in the plural
     */
    ProgressBar(PrintWriter terminal, boolean shown, String unit) {
        this.terminal = terminal;
        this.shown = shown;
        this.unit = unit;
    }

    /** Whether somebody sits before a terminal. */
    static boolean hasTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** Draws over what was drawn before, when it would look different. */
    void show(long done, long total) {
        int now = total == 0 ? 1000 : (int) (1000 * done / total);
        if (!shown || now == promille) {
            return;
        }
        promille = now;
        int filled = now * WIDTH / 1000;
        terminal.printf("\r[%s%s] %3d %%  %,d of %,d %s", "#".repeat(filled), " ".repeat(WIDTH - filled), now / 10,
                done, total, unit);
        terminal.flush();
    }

    /** Leaves the line as it is and goes on below it. */
    void end() {
        if (promille != NEVER) {
            terminal.println();
            terminal.flush();
        }
    }
}
