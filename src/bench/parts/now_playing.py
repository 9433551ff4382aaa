"""What is playing, which many programs of one user ask for at the same moment."""

from load import Target, warm_rounds
from servers import Upstream, accounts, gateway, proxy
from tables import ASKED, CPU, MEMORY, P50, P99, RATE, share, table, title

PROXY = "nginx proxying"
LEAST_BYTES = 200


def run(options):
    upstream = Upstream()
    accounts()
    near, (by_token, _) = proxy(), gateway()
    targets = [
        Target(PROXY, near.process, near.host, path="/v1/me/player/currently-playing", least_bytes=LEAST_BYTES),
        Target(by_token.name, by_token.process, by_token.host, by_token.header, "/api/me/now-playing", LEAST_BYTES),
    ]
    rows = warm_rounds(targets, options, options.connections, upstream)
    if rows:
        title("What is playing, asked by one user, -Xmx128m", options, options.connections)
        table([RATE, P50, P99, CPU, MEMORY, ASKED, share("× nginx's requests/s", "rate", rows[PROXY])], rows)
