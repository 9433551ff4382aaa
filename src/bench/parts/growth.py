"""How the cost of a call grows with what is stored, and with a second node."""

import postgresql
from filling import fill, h2
from load import Nodes, Target, load_nodes, rounds, warm_up
from machine import Process, address, gateway_jar, java
from servers import SETTINGS, Upstream
from tables import CPU, MEMORY, P50, P99, RATE, share, table, title

FIRST, SECOND = 10, 20


class Store:
    """A database with grants of users and API tokens, and the gateways that use it."""

    def __init__(self, number, users, tokens):
        self.number = number
        self.users, self.tokens = users, tokens
        self.name = f"store_{users}_{tokens}"

    def fill(self, database_of):
        self.settings, self.secrets = fill(self.name, database_of(self.name), self.users, self.tokens)
        self.nodes = Nodes(f"{self.users:,} users, {self.tokens:,} API tokens", [])

    def add_node(self, base):
        number = base + self.number
        process = java(f"gateway-{number}", gateway_jar(), address(number), *SETTINGS, *self.settings)
        self.nodes.targets.append(Target(process.name, process, address(number),
            "Authorization: Bearer {token}", tokens=self.secrets))


def run(options):
    stores = [Store(number, *size) for number, size in
              enumerate([(10, 10), (1_000, 1_000), (100_000, 100_000), (100, 10), (10_000, 100_000)])]
    begin(stores, h2)
    measure("H2", stores, FIRST, options)
    Process.stop_all()
    if not postgresql.binaries():
        print("\nNo PostgreSQL: Maven's repository lacks embedded-postgres-binaries, "
              "which mvn -DskipTests package brings.")
        return
    postgresql.start([store.name for store in stores])
    begin(stores, postgresql.settings)
    measure("PostgreSQL", stores, FIRST, options)
    measure("PostgreSQL, two nodes at once", [stores[0], stores[2]], SECOND, options)


def begin(stores, database_of):
    Upstream()
    for store in stores:
        store.fill(database_of)


def measure(database, stores, base, options):
    for store in stores:
        store.add_node(base)
    for store in stores:
        warm_up(store.nodes.targets[-1], options, options.connections)
    rows = rounds([store.nodes for store in stores], options, options.connections, measure=load_nodes)
    least = rows[stores[0].nodes.name]
    title(f"Relayed calls by all API tokens that are stored, {database}, -Xmx128m", options, options.connections)
    table([RATE, P50, P99, CPU, MEMORY, share("× first row's requests/s", "rate", least),
        share("× its p99", "p99", least), share("× its CPU", "cpu", least)], rows)
