"""What single steps of a call take, measured by JMH."""

import json
import os

import machine
from machine import HERE, WORK, gateway_jar, jdk

PROJECT = f"{HERE}/jmh"
WARM_UPS = 5
ALLOCATED = "gc.alloc.rate.norm"


def run(options):
    gateway_jar()
    results = os.path.join(WORK, "jmh.json")
    machine.run("jmh-build", ["mvn", "-q", "-B", "compile", "dependency:build-classpath",
        f"-Dmdep.outputFile={WORK}/jmh.class-path"], cwd=PROJECT)
    class_path = f"{PROJECT}/target/classes:{open(f'{WORK}/jmh.class-path').read()}"
    machine.run("jmh", [jdk("java"), "-cp", class_path, "org.openjdk.jmh.Main", "-bm", "avgt", "-tu", "ns", "-f", "1",
        "-wi", f"{WARM_UPS}", "-w", "1s", "-i", f"{options.rounds}", "-r", "1s", "-prof", "gc",
        "-rf", "json", "-rff", results])
    tell(json.load(open(results)), options)


def tell(results, options):
    print(f"\n### Steps of a call\n\nMeans of {options.rounds} rounds of 1 s after {WARM_UPS} to warm up.\n")
    print("| | ns/op | bytes allocated/op |\n|---|---|---|")
    for result in results:
        name = ".".join(result["benchmark"].split(".")[-2:])
        of = " ".join(result.get("params", {}).values())
        print(f"| {name} {of} | {result['primaryMetric']['score']:,.0f} | {allocated(result):,.0f} |", flush=True)


def allocated(result):
    return next(value["score"] for key, value in result["secondaryMetrics"].items() if key.endswith(ALLOCATED))
