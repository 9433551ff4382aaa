"""A PostgreSQL, of the version that the tests run with."""

import glob
import io
import os
import platform
import tarfile
import zipfile

from machine import WORK, Process, address, run, wait

DIRECTORY = os.path.join(WORK, "postgresql")
DATA = os.path.join(DIRECTORY, "data")
HOST = address(60)


def binaries():
    """What the tests have brought into Maven's repository, if they have."""
    kind = {"x86_64": "amd64", "aarch64": "arm64v8"}.get(platform.machine(), platform.machine())
    return sorted(glob.glob(os.path.expanduser("~/.m2/repository/io/zonky/test/postgres/"
        f"embedded-postgres-binaries-linux-{kind}/*/*.jar")))


def start(databases):
    with zipfile.ZipFile(binaries()[-1]) as jar:
        archive = next(name for name in jar.namelist() if name.endswith(".txz"))
        tarfile.open(fileobj=io.BytesIO(jar.read(archive))).extractall(DIRECTORY)
    run("initdb", command("initdb", "-D", DATA, "-U", "postgres", "-A", "trust", "--no-sync"))
    run("databases", command("postgres", "--single", "-D", DATA, "postgres"), text=True,
        input="".join(f"create database {name}\n" for name in databases))
    Process("postgresql", command("postgres", "-D", DATA, "-p", HOST.split(":")[1],
        "-c", "max_connections=200", "-c", f"unix_socket_directories={DIRECTORY}"))
    wait(ready, "PostgreSQL does not start")


def ready():
    status = os.path.join(DATA, "postmaster.pid")
    return os.path.exists(status) and "ready" in open(status).read()


def settings(database):
    return [f"--spring.datasource.url=jdbc:postgresql://{HOST}/{database}", "--spring.datasource.username=postgres"]


def command(tool, *arguments):
    # it refuses to run as root
    somebody = ["unshare", "-U"] if os.geteuid() == 0 else []
    return [*somebody, os.path.join(DIRECTORY, "bin", tool), *arguments]
