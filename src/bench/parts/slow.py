"""What each target adds to an upstream that takes its time."""

import os

from load import Target, warm_rounds
from servers import ECHO, UPSTREAM, Upstream, relays
from tables import CPU, P50, P99, RATE, table, title

DELAY_MS = 30
MANY = 256
ALONE = "upstream itself"


def run(options):
    if not os.path.exists(ECHO):
        print(f"\nNo upstream that takes its time: {ECHO} is not there. "
              "On Debian: apt-get install libnginx-mod-http-echo")
        return
    upstream = Upstream(DELAY_MS)
    targets = [Target(ALONE, upstream.process, UPSTREAM), *relays()]
    rows = warm_rounds(targets, options, MANY, upstream)
    if rows:
        title(f"An upstream that takes {DELAY_MS} ms, a body of 3 KB, -Xmx128m", options, MANY)
        table([RATE, P50, P99, added("p50", rows[ALONE]), added("p99", rows[ALONE]), CPU], rows)


def added(key, alone):
    return f"added {key} ms", ".2f", lambda figures: figures[key] - alone[key]
