"""Starts the gateway and its peers, puts load on each in turn, and prints one table for
each part. What is measured is on this machine alone: load, upstream, and what stands
between them share its processors."""

import argparse
import importlib
import shutil

import machine

PARTS = ["relay", "slow", "now-playing", "streams", "start", "jmh"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all when left out")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--profile", metavar="NAME", help="of one row of relay, slow or now-playing, instead of rounds")
    options = parser.parse_args()
    for part in options.parts:
        if part not in PARTS:
            parser.error(f"no part is called {part}")
    machine.raise_limit_of_files()
    for part in options.parts or PARTS:
        try:
            importlib.import_module("parts." + part.replace("-", "_")).run(options)
        finally:
            machine.Process.stop_all()
    shutil.rmtree(machine.WORK)


main()
