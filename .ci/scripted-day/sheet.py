"""Draws the panels of the dashboard after the day as one sheet, from the answers of Prometheus."""

import html
import math
import time

import compressed

COLUMNS, WIDTH, HEIGHT = 4, 300, 150
LEFT, TOP, BOTTOM = 44, 22, 26
COLOURS = ["#3274d9", "#e0752d", "#299c46", "#b877d9", "#e02f44", "#7c8794", "#c4a000", "#12a5a5"]


def number(value, unit):
    """A short form, such as 12M or 35 %."""
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def legend(pattern, labels):
    for name in ("pod", "instance", "topic", "kind", "outcome", "reason", "code", "type", "stage", "operation", "result", "version"):
        pattern = pattern.replace("{{" + name + "}}", labels.get(name, ""))
    return pattern.replace("mask-export-worker-", "")


def text(x, y, content, size=9, colour="#444", anchor="start"):
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{html.escape(content)}</text>'


class Sheet:
    def __init__(self, prometheus, begun, acts):
        self.prometheus = prometheus
        self.begun, self.end, self.acts = begun, time.time(), acts
        self.step = max(1, round((self.end - begun) / 130))

    def series(self, panel):
        """Pairs of a name and its points, NaN left out."""
        for target in panel["targets"]:
            query = compressed.query(target["expr"], int(self.end - self.begun))
            answer = self.prometheus.ask("query_range", query=query, start=self.begun, end=self.end, step=self.step)
            for one in answer["result"]:
                points = [(t, float(v)) for t, v in one["values"] if math.isfinite(float(v))]
                if points:
                    yield legend(target.get("legendFormat", ""), one["metric"]), points

    def panel(self, panel):
        unit = panel["fieldConfig"]["defaults"].get("unit")
        inner = WIDTH - LEFT - 8
        height = HEIGHT - TOP - BOTTOM
        parts = [f'<rect width="{WIDTH - 6}" height="{HEIGHT - 6}" fill="#fff" stroke="#ddd"/>', text(6, 14, panel["title"], 11, "#111")]
        series = list(self.series(panel))
        if not series:
            return parts + [text(WIDTH / 2, HEIGHT / 2, "empty", 10, "#999", "middle")]
        top = max(v for _, points in series for _, v in points) or 1
        for value in (0, top / 2, top):
            y = TOP + height - height * value / top
            parts += [f'<path d="M{LEFT} {y:.0f}h{inner}" stroke="#eee"/>', text(LEFT - 4, round(y) + 3, number(value, unit), 8, "#777", "end")]
        x = lambda t: LEFT + inner * (t - self.begun) / (self.end - self.begun)
        for _, begins in self.acts:
            parts.append(f'<path d="M{x(self.begun + begins):.0f} {TOP}v{height}" stroke="#ccc" stroke-dasharray="2 3"/>')
        for i, (_, points) in enumerate(series):
            parts.append(f'<path d="{self.path(points, x, top, height)}" fill="none" stroke="{COLOURS[i % len(COLOURS)]}"/>')
        return parts + self.names(series, HEIGHT - 12)

    def path(self, points, x, top, height):
        """A line, with gaps where there are no values; of a level stretch only both ends."""
        drawn = [(t, round(x(t)), round(TOP + height - height * max(v, 0) / top)) for t, v in points]
        path, before = [], -math.inf
        for i, (t, right, y) in enumerate(drawn):
            gap, before = t - before > 1.5 * self.step, t
            level = 0 < i < len(drawn) - 1 and drawn[i - 1][2] == y == drawn[i + 1][2]
            if gap or not level or drawn[i + 1][0] - t > 1.5 * self.step:
                path.append(f"{'M' if gap else 'L'}{right} {y}")
        return "".join(path)

    @staticmethod
    def names(series, y):
        parts, x = [], 6
        for i, (name, _) in enumerate(series):
            if name and x + 5 * len(name) < WIDTH - 12:
                parts.append(text(x, y, name, 8, COLOURS[i % len(COLOURS)]))
                x += 5 * len(name) + 8
        return parts


def draw(dashboard, prometheus, begun, acts):
    """The sheet as SVG: panels as in the dashboard, numbers and tables as lines over the day."""
    sheet = Sheet(prometheus, begun, acts)
    panels = [p for p in dashboard["panels"] if p.get("targets")]
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * WIDTH + 6, rows * HEIGHT + 34
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
             f'<rect width="{width}" height="{height}" fill="#f7f7f8"/>',
             text(8, 20, "Acts, at the dashed lines: " + " · ".join(name for name, _ in acts), 11)]
    for i, panel in enumerate(panels):
        parts.append(f'<g transform="translate({i % COLUMNS * WIDTH + 6} {i // COLUMNS * HEIGHT + 30})">')
        parts += sheet.panel(panel)
        parts.append("</g>")
    return "\n".join(parts + ["</svg>", ""])
