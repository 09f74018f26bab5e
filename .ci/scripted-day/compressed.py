"""Rules and queries in which an hour is a minute."""

import re

FACTOR = 60
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

# Seconds that expressions compare with, which no unit marks. The bounds of waits move to the nearest bucket. What is measured by the worker's
# own clock, which nobody compresses, stays: a worker repeats an operation for two minutes, so it is not stuck after five seconds.
SECONDS = [
    (r"\+ 120\b", "+ 2"),
    (r"time\(\) - 3600\b", "time() - 60"),
    (r"time\(\) - 900\b", "time() - 15"),
    (r"< 1800\b", "< 30"),
    (r"> 900\b", "> 10"),
    (r'le=~"900\(', 'le=~"10('),
    (r'le=~"300\(', 'le=~"5('),
]
REAL_SECONDS = ["mask_export_progress_age_seconds > 300"]


def durations(text):
    """The text with each duration divided; one below a second becomes a second."""
    return re.sub(
        r"(?<![\w.])(\d+)([smhd])\b",
        lambda found: f"{max(1, int(found[1]) * UNITS[found[2]] // FACTOR)}s",
        text,
    )


def rules(text):
    """A file of rules, compressed. Fails if it has large numbers that nobody has declared above."""
    kept = [line for line in text.split("\n") if not re.match(r"\s*(#|summary:|description:|runbook_url:)", line)]
    compressed = durations("\n".join(kept))
    for pattern, replacement in SECONDS:
        compressed, count = re.subn(pattern, replacement, compressed)
        if not count:
            raise SystemExit(f"no rule has {pattern} any more")
    rest = compressed
    for real in REAL_SECONDS:
        if real not in rest:
            raise SystemExit(f"no rule has {real} any more")
        rest = rest.replace(real, "")
    # A minute or more that was not divided: 60 comes from an hour, 120 from two.
    unknown = [n for n in re.findall(r"(?<![\w.])\d{2,}(?![\w.])", rest) if int(n) > 60]
    if unknown:
        raise SystemExit(f"seconds that nobody has declared: {unknown}")
    return compressed


def query(text, shown):
    """A query of the dashboard, compressed, of all namespaces and pods; shown: seconds of the day."""
    text = re.sub(r"\$(namespace|pod)\b", ".*", text)
    text = text.replace("$__rate_interval", "4m").replace("$__range", f"{shown * FACTOR}s")
    return durations(text).replace("< 3600", "< 60")
