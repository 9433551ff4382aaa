"""Fills a gateway's database, faster than users could sign in."""

import base64
import glob
import os

from machine import HERE, WORK, extracted, gateway_jar, jdk, run

KEYS = f"--spotify-gateway.keys.ring=bench:{base64.b64encode(os.urandom(32)).decode()}"


def h2(name):
    return [f"--spring.datasource.url=jdbc:h2:file:{WORK}/{name}/h2;WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
        "--spring.datasource.username=sa"]


def fill(name, database, users, tokens):
    """What a gateway needs to use the database, and the file that has the tokens' secrets."""
    secrets = os.path.join(WORK, f"{name}.tokens")
    run("filler", [jdk("java"), "-cp", class_path(), "io.github.spotifygateway.access.Filler", *database, KEYS,
        f"--users={users}", f"--tokens={tokens}", f"--secrets={secrets}"])
    return [*database, KEYS], secrets


def class_path():
    """Of the filler, which is compiled in the gateway's own packages."""
    jar, classes = extracted(gateway_jar()), os.path.join(WORK, "filler")
    libraries = f"{classes}:{jar}:{os.path.dirname(jar)}/lib/*"
    if not os.path.exists(classes):
        sources = glob.glob(f"{HERE}/filler/**/*.java", recursive=True)
        run("filler", [jdk("javac"), "-proc:none", "-cp", libraries, "-d", classes, *sources])
    return libraries
