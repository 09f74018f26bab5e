"""A real Prometheus, on the loopback only, with what it is to scrape."""

import json
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONFIGURATION = """
global: {{scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}}
rule_files: [rules.yaml]
scrape_configs:
  - job_name: mask-export-worker
    scrape_timeout: 1s
    file_sd_configs: [{{files: [targets.json], refresh_interval: 1s}}]
  - job_name: kube-state-metrics
    honor_labels: true
    static_configs: [{{targets: ['127.0.0.1:{cluster}']}}]
"""
DEPLOYMENT = 'namespace="mask-export",deployment="mask-export-worker"'
AUTOSCALER = 'namespace="mask-export",horizontalpodautoscaler="keda-hpa-mask-export-worker"'


class Cluster(BaseHTTPRequestHandler):
    """What kube-state-metrics would say of this Deployment."""

    wanted = available = 0

    def do_GET(self):
        body = f"""
kube_deployment_spec_replicas{{{DEPLOYMENT}}} {Cluster.wanted}
kube_deployment_status_replicas_available{{{DEPLOYMENT}}} {Cluster.available}
kube_horizontalpodautoscaler_status_current_replicas{{{AUTOSCALER}}} {Cluster.wanted}
kube_horizontalpodautoscaler_spec_min_replicas{{{AUTOSCALER}}} 1
kube_horizontalpodautoscaler_spec_max_replicas{{{AUTOSCALER}}} 8
""".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


class Prometheus:
    def __init__(self, folder, rules):
        self.folder = folder
        self.targets = {}
        cluster = ThreadingHTTPServer(("127.0.0.1", 0), Cluster)
        threading.Thread(target=cluster.serve_forever, daemon=True).start()
        (folder / "rules.yaml").write_text(rules)
        (folder / "prometheus.yml").write_text(CONFIGURATION.format(cluster=cluster.server_port))
        self.write_targets()
        subprocess.run(["promtool", "check", "config", folder / "prometheus.yml"], check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        with open(folder / "prometheus.log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                ["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
                 f"--web.listen-address=127.0.0.1:{port}", "--query.lookback-delta=5s"], stdout=log, stderr=log)
        self.await_ready()

    def await_ready(self):
        for _ in range(150):
            try:
                urllib.request.urlopen(self.address + "/-/ready", timeout=2).close()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("Prometheus does not start")

    def write_targets(self):
        (self.folder / "targets.new").write_text(json.dumps([
            {"targets": [f"127.0.0.1:{port}"], "labels": {"namespace": "mask-export", "pod": name}}
            for name, port in self.targets.items()]))
        (self.folder / "targets.new").rename(self.folder / "targets.json")

    def watch(self, name, port):
        self.targets[name] = port
        self.write_targets()

    def forget(self, name):
        del self.targets[name]
        self.write_targets()

    def ask(self, path, **parameters):
        url = f"{self.address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["data"]

    def active(self):
        """Alerts that fire or are about to."""
        return self.ask("alerts")["alerts"]

    def firing(self):
        """Alerts that fire: name to severity."""
        return {a["labels"]["alertname"]: a["labels"]["severity"] for a in self.active() if a["state"] == "firing"}

    def broken(self):
        """Rules that cannot be evaluated."""
        return [(r["name"], r.get("lastError")) for g in self.ask("rules")["groups"] for r in g["rules"]
                if r["health"] == "err"]

    def close(self):
        self.process.terminate()
        self.process.wait()
