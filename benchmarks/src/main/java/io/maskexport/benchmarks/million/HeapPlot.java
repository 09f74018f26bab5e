package io.maskexport.benchmarks.million;

import java.util.Formatter;
import java.util.Locale;

import io.maskexport.benchmarks.process.GcLog;

/** A plot of a heap over time as SVG. */
final class HeapPlot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 256;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int STEPS = 4;

    private HeapPlot() {}

    /**
     * Draws the plot.
     *
     * @param megabytes size of the heap: the top of the plot
     */
    static String of(String title, GcLog heap, int megabytes) {
        double seconds = Math.max(1, heap.collections().isEmpty() ? 1 : heap.collections().getLast().seconds());
        var svg = new Formatter(Locale.ROOT);
        svg.format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>\n",
                LEFT + WIDTH + 40, TOP + HEIGHT + 50);
        svg.format("<rect width='100%%' height='100%%' fill='white'/>\n");
        svg.format("<text x='%d' y='20' font-size='14' font-weight='bold'>%s</text>\n", LEFT, title);
        for (int i = 0; i <= STEPS; i++) {
            int x = LEFT + WIDTH * i / STEPS;
            int y = TOP + HEIGHT - HEIGHT * i / STEPS;
            svg.format("<path d='M%d %dV%dM%d %dH%d' stroke='#ddd'/>\n", x, TOP, TOP + HEIGHT, LEFT, y, LEFT + WIDTH);
            svg.format("<text x='%d' y='%d' text-anchor='middle'>%.0f s</text>\n", x, TOP + HEIGHT + 18,
                    seconds * i / STEPS);
            svg.format("<text x='%d' y='%d' text-anchor='end'>%d MB</text>\n", LEFT - 8, y + 4, megabytes * i / STEPS);
        }
        for (var after : heap.collections()) {
            svg.format("<circle cx='%.1f' cy='%.1f' r='1.5' fill='#1f77b4'/>\n",
                    LEFT + WIDTH * after.seconds() / seconds,
                    TOP + HEIGHT - (double) HEIGHT * after.megabytes() / megabytes);
        }
        return svg.format("</svg>\n").toString();
    }
}
