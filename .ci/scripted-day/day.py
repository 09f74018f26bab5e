"""The acts of the day, and what must fire in each. `.ci/day` starts it."""

import json
import pathlib
import shutil
import subprocess
import sys
import time

import compressed
import sheet
from prometheus import Cluster, Prometheus

FOLDER = pathlib.Path("target/day")
MONITORING = pathlib.Path("k8s/monitoring")
PATIENCE = 60  # seconds until an act's alerts fire, and until they end


class Stage:
    """The process with broker, bucket, workers and clients."""

    def __init__(self, command):
        self.log = open(FOLDER / "stage.log", "w", encoding="utf-8")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"the stage ended: see {FOLDER}/stage.log")
        return line

    def tell(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)


class Day:
    def __init__(self, stage, prometheus):
        self.stage = stage
        self.prometheus = prometheus
        self.begun = time.time()
        self.act = ""
        self.fired = {}
        self.firing = {}
        self.lines = []
        self.acts = []
        self.wrong = []
        self.number = 0

    def now(self):
        return time.time() - self.begun

    def look(self):
        """One second of the day."""
        now = self.prometheus.firing()
        for name in now.keys() - self.firing.keys():
            self.fired[name] = now[name]
            self.tell(f"{name} {now[name]}")
        for name in self.firing.keys() - now.keys():
            self.tell(f"{name} ended")
        self.firing = now
        time.sleep(1)

    def tell(self, text):
        minutes = int(self.now())  # a second is a minute of the day
        line = f"{minutes // 60:02}:{minutes % 60:02}  {self.act:14} {text}"
        self.lines.append(line)
        print(line, flush=True)
        (FOLDER / "alerts.txt").write_text("\n".join(self.lines) + "\n")

    def pause(self, seconds):
        end = time.time() + seconds
        while time.time() < end:
            self.look()

    def until(self, condition, seconds=PATIENCE):
        """Looks until something holds; whether it came in time."""
        end = time.time() + seconds
        while not condition():
            if time.time() > end:
                return False
            self.look()
        return True

    def all_ended(self):
        return self.stage.tell("open") == "0"

    def calm(self):
        """Asked at once: an alert that is about to fire must not slip through between two questions."""
        return not self.firing and not self.prometheus.active()

    def play(self, act):
        name, must, may, begin, end = act
        self.act, self.fired = name, {}
        self.acts.append((name, self.now()))
        self.tell("begins")
        begin(self)
        if must and not self.until(lambda: must <= self.fired.keys()):
            self.complain(f"did not fire: {sorted(must - self.fired.keys())}")
        end(self)
        if not self.until(self.all_ended):
            self.complain(f"{self.stage.tell('open')} requests have not ended")
        # The next act must not inherit anything.
        if not self.until(self.calm, 2 * PATIENCE):
            self.complain(f"still firing: {sorted(self.firing)}")
        for alert in sorted(self.fired.keys() - must - may):
            self.complain(f"fired and must not: {alert}")

    def complain(self, text):
        self.wrong.append(f"{self.act}: {text}")
        self.tell("WRONG: " + text)

    # What happens on the stage.

    def send(self, prefix, count):
        self.stage.tell("send", prefix, count)

    def store(self, state):
        self.stage.tell("store", state)

    def broker(self, state):
        self.stage.tell("broker", state)

    def start(self, count):
        names = [f"mask-export-worker-{self.number + i}" for i in range(count)]
        self.number += count
        for name, port in zip(names, self.stage.tell("start", *names).split()):
            self.prometheus.watch(name, port)
        Cluster.available += count

    def stop(self, name):
        Cluster.available -= 1
        self.stage.tell("stop", name)
        self.prometheus.forget(name)

    def flood(self):
        """More and more, however fast the machine is, so that requests wait until it is noticed."""
        begin = time.time()
        while "MaskExportQueueDelayHigh" not in self.fired and time.time() < begin + PATIENCE:
            if int(self.stage.tell("open")) < 25 + time.time() - begin:
                self.send("harbour/", 10)
            self.look()

    def rolling_update(self):
        for name in list(self.prometheus.targets):
            self.send("harbour/", 3)
            self.start(1)
            self.pause(2)
            self.stop(name)
        self.pause(10)

    def lose_nodes(self):
        self.send("harbour/", 3)
        for name in list(self.prometheus.targets)[:2]:
            Cluster.available -= 1
            self.stage.tell("kill", name)

    def replace_nodes(self):
        for name in list(self.prometheus.targets)[:2]:
            self.prometheus.forget(name)
        self.start(2)
        self.pause(5)


def nothing(_):
    pass


def one_and_wait(prefix, count, seconds):
    def begin(day):
        day.send(prefix, count)
        day.pause(seconds)
    return begin


def back(day):
    """Everything is well again, and work shows it."""
    day.store("back")
    day.broker("back")
    day.send("harbour/", 3)


def outage(what, state, requests, seconds=0):
    def begin(day):
        getattr(day, what)(state)
        day.send("harbour/", requests)
        day.pause(seconds)
    return begin


STORE_MAY = {"MaskExportBacklogNotDraining", "MaskExportStorageRetrying", "MaskExportQueueDelayHigh"}

# Name, alerts that must fire, alerts that may, what happens, and how it ends. All others must not fire.
ACTS = [
    ("quiet", set(), set(), one_and_wait("harbour/", 2, 15), nothing),
    ("typing error", set(), set(), one_and_wait("habrour/", 1, 16), nothing),
    ("typing errors", {"MaskExportSendersFailing"}, set(), one_and_wait("habrour/", 4, 0), back),
    ("store away", {"MaskExportStorageFailing", "MaskExportBacklogNotDraining"}, STORE_MAY, outage("store", "away", 4), back),
    ("broker away", {"MaskExportBacklogUnknown"}, {"MaskExportBacklogNotDraining"}, outage("broker", "away", 0), back),
    ("keys revoked", {"MaskExportStorageFailing"}, STORE_MAY, outage("store", "denied", 4), back),
    ("sources denied", {"MaskExportExportsFailing"}, {"MaskExportStorageFailing", "MaskExportQueueDelayHigh"}, outage("store", "sources-denied", 4), back),
    ("flood", {"MaskExportQueueDelayHigh"}, set(), Day.flood, nothing),
    ("rolling update", set(), set(), Day.rolling_update, nothing),
    ("nodes lost", {"MaskExportWorkersMissing"}, set(), Day.lose_nodes, Day.replace_nodes),
    ("night", set(), set(), one_and_wait("harbour/", 1, 15), nothing),
]


def main(arguments):
    split = arguments.index("--")
    wanted, command = arguments[:split], arguments[split + 1:]
    acts = [act for act in ACTS if not wanted or act[0] in wanted]
    shutil.rmtree(FOLDER / "data", ignore_errors=True)
    rules = compressed.rules((MONITORING / "rules.yaml").read_text())
    stage = Stage(command)
    prometheus = Prometheus(FOLDER, rules)
    try:
        day = Day(stage, prometheus)
        Cluster.wanted = 3
        day.start(3)
        # Prometheus has to find them, and their first exports are slow.
        day.send("harbour/", 3)
        day.pause(8)
        day.until(day.all_ended, 2 * PATIENCE)
        if not day.until(day.calm):
            raise SystemExit(f"before the day: {day.firing}")
        day.begun, day.lines = time.time(), []
        for act in acts:
            day.play(act)
        for name, error in prometheus.broken():
            day.wrong.append(f"{name} cannot be evaluated: {error}")
        dashboard = json.loads((MONITORING / "dashboards/mask-export.json").read_text())
        (FOLDER / "dashboard.svg").write_text(sheet.draw(dashboard, prometheus, day.begun, day.acts))
        print(f"{len(acts)} acts in {day.now():.0f} s; {FOLDER}/alerts.txt, {FOLDER}/dashboard.svg")
        print("\n".join(day.wrong) or "every act as written")
        return 1 if day.wrong else 0
    finally:
        prometheus.close()
        stage.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
