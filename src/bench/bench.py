"""Starts the gateway and its peers, puts load on each in turn, and prints one table for
each part. What is measured is on this machine alone: load, upstream, and what stands
between them share its processors."""

import argparse
import importlib
import shutil
import signal
import sys

import machine

PARTS = ["relay", "slow", "now-playing", "growth", "streams", "start", "jmh"]


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
    # whoever ends this ends what it started
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    machine.raise_limit_of_files()
    if not all([run(part, options) for part in options.parts or PARTS]):
        sys.exit(1)
    shutil.rmtree(machine.WORK)


def run(part, options):
    """Whether it came to its end; the others can do without."""
    try:
        importlib.import_module("parts." + part.replace("-", "_")).run(options)
        return True
    except SystemExit as failure:
        print(f"\nNo figures of {part}: {failure}", file=sys.stderr)
        return False
    finally:
        machine.Process.stop_all()


main()
