"""What an open event stream costs, and an event on it."""

import os
import time

from filling import fill, h2
from followers import Followers
from machine import gateway_jar, java, raise_limit_of_files, wait
from servers import GATEWAY, SETTINGS, Upstream
from tables import MEMORY, column, table

STREAMS = 5000
LISTENERS = [1, 8, 64]
LOOK_SECONDS = 10
# Streams of one user hear of a change together, at the user's next look.
CHANGE_SECONDS = 12
CHANGES = 3
HEAP = ["-Xmx1g"]


def run(options):
    if raise_limit_of_files() < STREAMS * 1.2:
        print(f"\nNo event streams: {STREAMS:,} of them take ulimit -n {STREAMS * 1.2:.0f}.")
        return
    upstream = Upstream()
    database, secrets = fill("streams", h2("streams"), STREAMS, STREAMS)
    process = java("gateway", gateway_jar(), GATEWAY, *SETTINGS, *database,
        f"--spotify-gateway.live.streams-per-user={max(LISTENERS)}", f"--spotify-gateway.live.interval={LOOK_SECONDS}s",
        f"--spotify-gateway.live.longest-interval={LOOK_SECONDS}s", options=HEAP)
    tokens = open(secrets).read().split()
    # warms it up: the most looks
    measure(process, upstream, tokens, LISTENERS[0])
    rows = {f"{listeners} listeners a user": measure(process, upstream, tokens, listeners) for listeners in LISTENERS}
    print(f"\n### {STREAMS:,} event streams, API tokens, a look every {LOOK_SECONDS} s\n\n"
          f"{CHANGES} changes in {CHANGES * CHANGE_SECONDS} s, and as long without, {os.cpu_count()} processors, "
          f"{HEAP[0]}.\n")
    table([column("streams", ",", "streams"), column("KB of heap each", ".1f", "heap"),
        MEMORY, column("CPU % while nothing changes", ".1f", "quiet"),
        column("events", ",", "events"), column("of those due", ".2f", "share"),
        column("CPU µs per event", ".0f", "whole"), column("beyond the looks", ".0f", "beyond")], rows)


def measure(process, upstream, tokens, listeners):
    heap = process.live_bytes()
    followers = Followers(GATEWAY)
    try:
        users = STREAMS // listeners
        for token in tokens[:users] * listeners:
            followers.open(token)
        wait(lambda: followers.have(1), "Not all streams have begun")
        streams = users * listeners
        cost = {"streams": streams, "heap": (process.live_bytes() - heap) / streams / 1024}
        return cost | events(process, upstream, followers, streams) | {"rss": process.resident_mb()}
    finally:
        followers.close()
        files = f"/proc/{process.process.pid}/fd"
        wait(lambda: len(os.listdir(files)) < STREAMS / 5, "Streams whose reader is gone stay open")


def events(process, upstream, followers, streams):
    time.sleep(LOOK_SECONDS)
    quiet = cpu(process, lambda: None)
    before = followers.events()
    busy = cpu(process, lambda: upstream.play(f"{time.time_ns():022d}"))
    delivered = followers.events() - before
    return {"quiet": quiet / (CHANGES * CHANGE_SECONDS) * 100, "events": delivered,
        "share": delivered / streams / CHANGES, "whole": busy / delivered * 1e6,
        "beyond": (busy - quiet) / delivered * 1e6}


def cpu(process, change):
    used = process.cpu_seconds()
    for _ in range(CHANGES):
        change()
        time.sleep(CHANGE_SECONDS)
    return process.cpu_seconds() - used
