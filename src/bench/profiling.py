"""Says where a Java process spends its time under load."""

import json
import os
import re
import subprocess

from machine import WORK, jdk


def profile(name, process, load):
    recording = os.path.join(WORK, "profile.jfr")
    jcmd(process, "JFR.start", "name=bench", "settings=profile")
    load()
    jcmd(process, "JFR.stop", "name=bench", f"filename={recording}")
    print(f"Profile of {name}", flush=True)
    for view in ("hot-methods", "allocation-by-class", "contention-by-site"):
        subprocess.run([jdk("jfr"), "view", "--width", "140", view, recording], check=True)
    trace = subprocess.run([jdk("jfr"), "print", "--json", "--stack-depth", "64", "--events",
        "jdk.ExecutionSample", recording], capture_output=True, text=True, check=True).stdout
    shares(json.loads(trace)["recording"]["events"])


def jcmd(process, *arguments):
    subprocess.run([jdk("jcmd"), str(process.process.pid), *arguments], stdout=subprocess.DEVNULL, check=True)


def shares(samples):
    """Of all samples, how many are below a frame of each of our own and some other classes."""
    counts = {}
    for sample in samples:
        frames = sample["values"]["stackTrace"]["frames"]
        names = {frame["method"]["type"]["name"].replace("/", ".") for frame in frames}
        for name in {re.sub(r"[$].*", "", name) for name in names}:
            counts[name] = counts.get(name, 0) + 1
    print(f"Samples: {len(samples)}; below a frame of:")
    for name, count in sorted(counts.items(), key=lambda entry: -entry[1])[:90]:
        print(f"{100 * count / len(samples):5.1f} % {name}")
