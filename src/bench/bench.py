"""Starts the gateway and its peers one after another, puts load on each in turn, and
prints one table. What is measured is on this machine alone: load, upstream, and what
stands between them share its processors."""

import argparse
import glob
import http.client
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
PORT = 18100
UPSTREAM, PROXY, ACCOUNTS, GATEWAY, WEBMVC, WEBFLUX = (f"127.0.0.1:{PORT + n}" for n in range(6))
PATH = "/v1/albums/4aawyAB9vmqN3uQ7FjRGTy"
BODY_BYTES = 3 * 1024


class Process:
    """A process that is measured, and ended with the others."""

    started = []

    def __init__(self, name, command, **options):
        self.name = name
        self.log = open(os.path.join(WORK, name + ".log"), "w")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, start_new_session=True, **options)
        Process.started.append(self)

    @staticmethod
    def stop_all():
        for each in reversed(Process.started):
            if each.process.poll() is None:
                os.killpg(each.process.pid, signal.SIGTERM)
                each.process.wait()

    def pids(self):
        """The process and, for nginx, its workers."""
        children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self):
        ticks = 0
        for pid in self.pids():
            fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_mb(self):
        total = 0
        for pid in self.pids():
            total += int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1))
        return total / 1024


def call(host, method, target, headers=None, body=None):
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request(method, target, body=body, headers=headers or {})
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def await_answer(host, target="/", seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            call(host, "GET", target)
            return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"{host} does not answer; its log is in {WORK}")


class Browser:
    """Keeps cookies, whatever they say of TLS: all of this is on one machine."""

    def __init__(self):
        self.cookies = {}

    def get(self, url):
        return self.send("GET", url)

    def send(self, method, url, headers=None, body=None):
        parts = urllib.parse.urlsplit(url)
        headers = dict(headers or {}, Cookie=self.header())
        target = parts.path + ("?" + parts.query if parts.query else "")
        status, answered, content = call(parts.netloc, method, target, headers, body)
        for cookie in answered.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return status, answered, content

    def header(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def sign_in(self, host):
        url = f"http://{host}/oauth2/authorization/spotify"
        for _ in range(4):
            status, answered, _ = self.get(url)
            if status not in (302, 303) or "Location" not in answered:
                break
            url = urllib.parse.urljoin(url, answered["Location"])
            if urllib.parse.urlsplit(url).path == "/":
                return
        sys.exit(f"Nobody could sign in at {host}: {status}; the logs are in {WORK}")

    def api_token(self, host):
        self.get(f"http://{host}/api/session")
        status, _, content = self.send("POST", f"http://{host}/api/tokens",
            {"X-CSRF-TOKEN": self.cookies["__Host-sgw-csrf"], "Content-Type": "application/json"},
            json.dumps({"name": "bench", "scopes": ["read", "raw"]}))
        if status != 201:
            sys.exit(f"No API token: {status} {content.decode()}")
        return json.loads(content)["token"]


def nginx(name, server):
    conf = os.path.join(WORK, name + ".conf")
    with open(conf, "w") as file:
        file.write(f"""
            daemon off; worker_processes 1; pid {WORK}/{name}.pid; error_log stderr warn;
            events {{ worker_connections 4096; }}
            http {{ access_log off; keepalive_requests 100000000; default_type application/json; {server} }}
        """)
    return Process(name, [NGINX, "-p", WORK, "-c", conf])


def upstream():
    body = json.dumps({"id": "x", "text": "a" * (BODY_BYTES - 30)})
    return nginx("upstream", f"""server {{ listen {UPSTREAM};
        location = /v1/me {{ return 200 '{{"id":"bench","account_id":"bench","display_name":"Bench"}}'; }}
        location / {{ return 200 '{body}'; }} }}""")


def proxy():
    return nginx("nginx", f"""upstream web_api {{ server {UPSTREAM}; keepalive 128; }}
        server {{ listen {PROXY}; location / {{ proxy_pass http://web_api; proxy_http_version 1.1;
        proxy_set_header Connection ''; }} }}""")


def java(name, jar, host, *arguments):
    process = Process(name, [JAVA, "-Xmx128m", "-jar", jar, f"--server.port={host.split(':')[1]}", *arguments], cwd=WORK)
    await_answer(host)
    return process


def build():
    quietly = {"stdout": subprocess.DEVNULL, "check": True}
    if not glob.glob(f"{ROOT}/target/*-exec.jar"):
        subprocess.run(["mvn", "-q", "-B", "-DskipTests", "package"], cwd=ROOT, **quietly)
    for peer in ("webmvc", "webflux"):
        if not os.path.exists(f"{HERE}/peers/{peer}/target/peer.jar"):
            subprocess.run(["mvn", "-q", "-B", "package"], cwd=f"{HERE}/peers/{peer}", **quietly)


def targets():
    """What is measured: a name, a process, an address, and the header that lets a call in."""
    upstream()
    Process("accounts", [JAVA, f"{HERE}/Accounts.java", ACCOUNTS.split(":")[1]])
    await_answer(ACCOUNTS, "/api/token")
    api, accounts = f"http://{UPSTREAM}", f"http://{ACCOUNTS}"
    gateway = java("gateway", glob.glob(f"{ROOT}/target/*-exec.jar")[0], GATEWAY,
        f"--spotify-gateway.api-url={api}", f"--spotify-gateway.accounts-url={accounts}",
        "--spring.security.oauth2.client.registration.spotify.client-id=bench",
        "--spring.security.oauth2.client.registration.spotify.client-secret=bench",
        "--spotify-gateway.caller-limit.calls=1000000000", "--spotify-gateway.caller-limit.at-once=1000")
    webmvc = java("webmvc", f"{HERE}/peers/webmvc/target/peer.jar", WEBMVC, f"--api-url={api}", f"--accounts-url={accounts}")
    webflux = java("webflux", f"{HERE}/peers/webflux/target/peer.jar", WEBFLUX, f"--api-url={api}")
    limit = proxy()
    await_answer(PROXY)
    visitor, relayed = Browser(), Browser()
    visitor.sign_in(GATEWAY)
    relayed.sign_in(WEBMVC)
    token = visitor.api_token(GATEWAY)
    return [
        ("nginx proxying", limit, PROXY, "X-Nothing: x"),
        ("gateway, API token", gateway, GATEWAY, f"Authorization: Bearer {token}"),
        ("gateway, session", gateway, GATEWAY, f"Cookie: {visitor.header()}"),
        ("SCG WebMVC, TokenRelay", webmvc, WEBMVC, f"Cookie: {relayed.header()}"),
        ("SCG WebFlux, static header", webflux, WEBFLUX, "X-Nothing: x"),
    ]


def load(target, seconds, connections):
    name, process, host, header = target
    name_of, value = header.split(": ", 1)
    status, _, content = call(host, "GET", PATH, {name_of: value})
    if status != 200 or len(content) < BODY_BYTES - 100:
        sys.exit(f"{name} answers {status} with {len(content)} bytes")
    before = process.cpu_seconds()
    answer = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", header,
        f"http://{host}{PATH}"], capture_output=True, text=True, check=True).stdout
    used = process.cpu_seconds() - before
    failed = re.search(r"Non-2xx[^\d]*(\d+)", answer)
    if failed:
        sys.exit(f"{name} refused {failed.group(1)} calls")
    calls = int(re.search(r"(\d+) requests in", answer).group(1))
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", answer).group(1)),
        "p50": milliseconds(re.search(r"^\s+50%\s+(\S+)", answer, re.M).group(1)),
        "p99": milliseconds(re.search(r"^\s+99%\s+(\S+)", answer, re.M).group(1)),
        "cpu": used / calls * 10_000,
        "rss": process.resident_mb(),
    }


def profile(target, connections):
    """Says where a Java process spends its time under load."""
    name, process, _, _ = target
    recording = os.path.join(WORK, "profile.jfr")
    tool = os.path.join(os.path.dirname(JAVA), "jcmd") if os.path.dirname(JAVA) else "jcmd"
    subprocess.run([tool, str(process.process.pid), "JFR.start", "name=bench", "settings=profile"],
        stdout=subprocess.DEVNULL, check=True)
    load(target, 15, connections)
    subprocess.run([tool, str(process.process.pid), "JFR.stop", "name=bench", f"filename={recording}"],
        stdout=subprocess.DEVNULL, check=True)
    print(f"Profile of {name}")
    for view in ("hot-methods", "allocation-by-class", "contention-by-site"):
        subprocess.run([tool[:-4] + "jfr", "view", "--width", "140", view, recording], check=True)
    trace = subprocess.run([tool[:-4] + "jfr", "print", "--json", "--stack-depth", "64", "--events",
        "jdk.ExecutionSample", recording], capture_output=True, text=True, check=True).stdout
    shares(json.loads(trace)["recording"]["events"])


def shares(samples):
    """Of all samples, how many are below a frame of each of our own and some other classes."""
    counts = {}
    for sample in samples:
        frames = {frame["method"]["type"]["name"].replace("/", ".") for frame in sample["values"]["stackTrace"]["frames"]}
        for name in {re.sub(r"[$].*", "", frame) for frame in frames}:
            counts[name] = counts.get(name, 0) + 1
    print(f"Samples: {len(samples)}; below a frame of:")
    for name, count in sorted(counts.items(), key=lambda entry: -entry[1])[:90]:
        print(f"{100 * count / len(samples):5.1f} % {name}")


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def table(rows, nearest):
    print(f"| {'':27} | requests/s | p50 ms | p99 ms | CPU s per 10,000 | MB resident | × {nearest} |")
    print("|---|---|---|---|---|---|---|")
    for name, figures in rows.items():
        ratio = figures["rate"] / rows[nearest]["rate"]
        print(f"| {name:27} | {figures['rate']:,.0f} | {figures['p50']:.2f} | {figures['p99']:.2f} "
              f"| {figures['cpu']:.2f} | {figures['rss']:.0f} | {ratio:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--profile", metavar="NAME", help="of one target, instead of rounds")
    options = parser.parse_args()
    build()
    try:
        all_targets = targets()
        for target in all_targets:
            load(target, 10, options.connections)
        if options.profile:
            profile(next(target for target in all_targets if target[0] == options.profile), options.connections)
            return
        rounds = {target[0]: [] for target in all_targets}
        for _ in range(options.rounds):
            for target in all_targets:
                rounds[target[0]].append(load(target, options.seconds, options.connections))
        rows = {name: {key: statistics.median(each[key] for each in figures) for key in figures[0]}
                for name, figures in rounds.items()}
        print(f"Medians of {options.rounds} interleaved rounds, {options.seconds} s each, "
              f"{options.connections} connections, a body of 3 KB, {os.cpu_count()} processors, -Xmx128m")
        table(rows, "SCG WebMVC, TokenRelay")
    finally:
        Process.stop_all()


with tempfile.TemporaryDirectory(prefix="bench-") as WORK:
    main()
