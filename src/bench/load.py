"""Puts load on targets, each in turn, and tells what came of it."""

import os
import re
import statistics
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import profiling
from machine import HERE, Process, call, fail

ALBUM = "/v1/albums/{id}"
FEW = 4
WARM_UP_ROUNDS = 12
WARM_UP_SECONDS = 5


@dataclass
class Target:
    """What is measured: where, and what lets a call in."""

    name: str
    process: Process
    host: str
    header: str = "X-Nothing: x"
    path: str = ALBUM
    least_bytes: int = 3000
    tokens: str = None

    def check(self):
        if not self.process.is_running():
            fail(f"{self.name} has ended, and something else answers at {self.host}")
        name, value = self.header.split(": ", 1)
        if self.tokens:
            value = value.replace("{token}", open(self.tokens).readline().strip())
        status, _, content = call(self.host, "GET", self.path.replace("{id}", "0" * 22), {name: value})
        if status != 200 or len(content) < self.least_bytes:
            fail(f"{self.name} answers {status} with {len(content)} bytes")

    def wrk(self, seconds, connections):
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency",
            "-H", self.header]
        if "{id}" not in self.path:
            return [*command, f"http://{self.host}{self.path}"]
        return [*command, "-s", os.path.join(HERE, "calls.lua"), f"http://{self.host}", "--", self.path,
                *([self.tokens] if self.tokens else [])]


@dataclass
class Nodes:
    """One or more gateways on one database."""

    name: str
    targets: list


def load(target, seconds, connections, upstream=None):
    target.check()
    before, asked_before = target.process.cpu_seconds(), upstream.calls() if upstream else 0
    answer = subprocess.run(target.wrk(seconds, connections), capture_output=True, text=True, check=True).stdout
    used, asked = target.process.cpu_seconds() - before, upstream.calls() - asked_before if upstream else 0
    return figures(target, answer) | {
        "cpu": used / calls(answer) * 10_000,
        "rss": target.process.resident_mb(),
        "asked": asked / calls(answer),
    }


def calls(answer):
    return int(re.search(r"(\d+) requests in", answer).group(1))


def figures(target, answer):
    failed = re.search(r"Non-2xx[^\d]*(\d+)", answer)
    if failed:
        fail(f"{target.name} refused {failed.group(1)} calls")
    broken = re.search(r"Socket errors:.*", answer)
    if broken:
        fail(f"{target.name}: {broken.group()}")
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", answer).group(1)),
        "p50": milliseconds(re.search(r"^\s+50%\s+(\S+)", answer, re.M).group(1)),
        "p99": milliseconds(re.search(r"^\s+99%\s+(\S+)", answer, re.M).group(1)),
    }


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def load_nodes(nodes, seconds, connections, upstream=None):
    """The same of several nodes at once, which share the connections."""
    with ThreadPoolExecutor() as threads:
        each = list(threads.map(lambda node: load(node, seconds, connections // len(nodes.targets)), nodes.targets))
    rate = sum(node["rate"] for node in each)
    return {
        "rate": rate,
        "p50": statistics.mean(node["p50"] for node in each),
        "p99": max(node["p99"] for node in each),
        "cpu": sum(node["cpu"] * node["rate"] for node in each) / rate,
        "rss": sum(node["rss"] for node in each),
    }


def warm_up(target, options, connections):
    """With few connections, which leave processors to the compiler, then with those that are measured."""
    seconds = min(WARM_UP_SECONDS, options.seconds)
    for number in FEW, connections:
        load_until_no_faster(target, seconds, number)


def load_until_no_faster(target, seconds, connections):
    best, slower = 0, 0
    for _ in range(WARM_UP_ROUNDS):
        rate = load(target, seconds, connections)["rate"]
        slower = slower + 1 if rate < best * 1.05 else 0
        # one alone may have met whatever else the machine did
        if slower == 2:
            return
        best = max(best, rate)


def rounds(targets, options, connections, upstream=None, measure=load):
    """Medians of what is measured of each target, all of them in turn."""
    results = {target.name: [] for target in targets}
    for _ in range(options.rounds):
        for target in targets:
            results[target.name].append(measure(target, options.seconds, connections, upstream))
    return {name: medians(each) for name, each in results.items()}


def medians(results):
    return {key: statistics.median(each[key] for each in results) for key in results[0]}


def warm_rounds(targets, options, connections, upstream=None):
    """The same after a warm-up, or a profile of one target instead."""
    if options.profile:
        target = next((target for target in targets if target.name == options.profile), None)
        if target:
            warm_up(target, options, connections)
            profiling.profile(target.name, target.process, lambda: load(target, 15, connections))
        return {}
    for target in targets:
        warm_up(target, options, connections)
    return rounds(targets, options, connections, upstream)
