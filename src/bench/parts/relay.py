"""A relayed call beside what peers make of one."""

from load import rounds, warm_rounds
from servers import Upstream, relays
from tables import ASKED, CPU, MEMORY, P50, P99, RATE, share, table, title

MANY = 256
PEER = "SCG WebMVC, TokenRelay"


def run(options):
    upstream, targets = Upstream(), relays()
    rows = warm_rounds(targets, options, options.connections, upstream)
    if rows:
        tell(rows, options, options.connections)
        tell(rounds(targets, options, MANY, upstream), options, MANY)


def tell(rows, options, connections):
    title("Relayed calls, a body of 3 KB, -Xmx128m", options, connections)
    table([RATE, P50, P99, CPU, MEMORY, ASKED, share("× TokenRelay's requests/s", "rate", rows[PEER]),
        share("× its p99", "p99", rows[PEER]), share("× its CPU", "cpu", rows[PEER])], rows)
