package io.maskexport.benchmarks.measure;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A log-log plot of curves as SVG: proportional growth rises at 45 degrees. */
public final class LogLogPlot {
    private static final int DECADE = 90;
    private static final int LEFT = 80;
    private static final int TOP = 40;
    /** Largest average width of a character in the legend, in pixels. */
    private static final int CHARACTER = 7;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e");

    private final Formatter svg = new Formatter(Locale.ROOT);
    private final List<GrowthCurve> curves;
    private final int left;
    private final int right;
    private final int low;
    private final int high;

    private LogLogPlot(List<GrowthCurve> curves) {
        this.curves = curves;
        left = (int) Math.floor(exponent(curves, GrowthCurve.CurvePoint::x, false));
        right = (int) Math.ceil(exponent(curves, GrowthCurve.CurvePoint::x, true));
        low = (int) Math.floor(exponent(curves, GrowthCurve.CurvePoint::y, false));
        high = (int) Math.ceil(exponent(curves, GrowthCurve.CurvePoint::y, true));
    }

    /** Draws the plot; {@code x} and {@code y} label the axes. */
    public static String of(String title, String x, String y, List<GrowthCurve> curves) {
        return new LogLogPlot(curves).drawn(title, x, y);
    }

    private static double exponent(List<GrowthCurve> curves, ToDoubleFunction<GrowthCurve.CurvePoint> value,
            boolean greatest) {
        var exponents = curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(value).map(Math::log10);
        return (greatest ? exponents.max() : exponents.min()).orElseThrow();
    }

    private String drawn(String title, String x, String y) {
        int width = DECADE * (right - left);
        int height = DECADE * (high - low);
        svg.format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>\n",
                LEFT + width + legendWidth(), TOP + height + 50);
        svg.format("<rect width='100%%' height='100%%' fill='white'/>\n");
        svg.format("<text x='%d' y='20' font-size='14' font-weight='bold'>%s</text>\n", LEFT, title);
        for (int e = left; e <= right; e++) {
            grid(column(e), TOP, column(e), TOP + height);
            svg.format("<text x='%.0f' y='%d' text-anchor='middle'>%s</text>\n", column(e), TOP + height + 18,
                    number(e));
        }
        for (int e = low; e <= high; e++) {
            grid(LEFT, row(e), LEFT + width, row(e));
            svg.format("<text x='%d' y='%.0f' text-anchor='end'>%s</text>\n", LEFT - 8, row(e) + 4, number(e));
        }
        svg.format("<text x='%d' y='%d' text-anchor='middle'>%s</text>\n", LEFT + width / 2, TOP + height + 38, x);
        svg.format("<text transform='translate(18 %d) rotate(-90)' text-anchor='middle'>%s</text>\n", TOP + height / 2,
                y);
        for (int i = 0; i < curves.size(); i++) {
            curve(curves.get(i), COLOURS.get(i % COLOURS.size()), LEFT + width + 16, TOP + 20 * i + 12);
        }
        return svg.format("</svg>\n").toString();
    }

    private int legendWidth() {
        return 32 + CHARACTER * curves.stream().mapToInt(curve -> legend(curve).length()).max().orElseThrow();
    }

    private static String legend(GrowthCurve curve) {
        return String.format(Locale.ROOT, "%s (power %.2f)", curve.name(), curve.power());
    }

    private void curve(GrowthCurve curve, String colour, int legendX, int legendY) {
        var line = new StringBuilder();
        for (var point : curve.points()) {
            double x = column(Math.log10(point.x()));
            double y = row(Math.log10(point.y()));
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            svg.format("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>\n", x, y, colour);
        }
        svg.format("<polyline points='%s' fill='none' stroke='%s' stroke-width='1.5'/>\n", line.toString().strip(),
                colour);
        svg.format("<text x='%d' y='%d' fill='%s'>%s</text>\n", legendX, legendY, colour, legend(curve));
    }

    private double column(double exponent) {
        return LEFT + DECADE * (exponent - left);
    }

    private double row(double exponent) {
        return TOP + DECADE * (high - exponent);
    }

    private void grid(double x1, double y1, double x2, double y2) {
        svg.format("<line x1='%.0f' y1='%.0f' x2='%.0f' y2='%.0f' stroke='#ddd'/>\n", x1, y1, x2, y2);
    }

    private static String number(int exponent) {
        return exponent >= 0
                ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, exponent))
                : String.format(Locale.ROOT, "%." + -exponent + "f", Math.pow(10, exponent));
    }
}
