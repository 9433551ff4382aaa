"""Prints what was measured as tables of Markdown."""

import os


def title(text, options, connections=None):
    """Under which conditions a table came about."""
    load = f", {options.seconds} s each" + (f", {connections} connections" if connections else "")
    print(f"\n### {text}\n\nMedians of {options.rounds} interleaved rounds{load}, {os.cpu_count()} processors.\n")


def table(columns, rows):
    """Rows by their names; a column is a heading, a format, and how a row's figures make it."""
    print(f"| {'':32} | " + " | ".join(heading for heading, _, _ in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for name, figures in rows.items():
        print(f"| {name:32} | " + " | ".join(format(value(figures), form) for _, form, value in columns) + " |",
            flush=True)


def column(heading, form, key):
    return heading, form, lambda figures: figures[key]


def share(heading, key, of):
    """How many times as much as one of the rows."""
    return heading, ".2f", lambda figures: figures[key] / of[key]


RATE = column("requests/s", ",.0f", "rate")
P50 = column("p50 ms", ".2f", "p50")
P99 = column("p99 ms", ".2f", "p99")
CPU = column("CPU s per 10,000", ".2f", "cpu")
MEMORY = column("MB resident", ".0f", "rss")
ASKED = column("upstream calls per call", ".2f", "asked")
