"""What runs on this machine to be measured, and how it is built and started."""

import glob
import http.client
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = tempfile.mkdtemp(prefix="bench-")
# nginx gives its workers to another user when it is started by root
os.chmod(WORK, 0o755)
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
SMALL = ["-Xmx128m"]
PATIENCE_SECONDS = 180


def address(number):
    return f"127.0.0.1:{18100 + number}"


def jdk(tool, home=os.environ.get("JAVA_HOME")):
    """A tool of the JDK that is measured."""
    return os.path.join(home, "bin", tool) if home else tool


class Process:
    """A process that is measured, and ended with the others."""

    started = []

    def __init__(self, name, command, **options):
        self.name = name
        self.log = os.path.join(WORK, name + ".log")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **options)
        Process.started.append(self)

    @staticmethod
    def stop_all():
        for each in reversed(Process.started):
            each.stop()
        Process.started.clear()

    def is_running(self):
        return self.process.poll() is None

    def stop(self):
        if self.is_running():
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()

    def pids(self):
        """The process and, for nginx, its workers."""
        children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self):
        ticks = 0
        for pid in self.pids():
            fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_mb(self):
        total = 0
        for pid in self.pids():
            total += int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1))
        return total / 1024

    def live_bytes(self):
        """What is left in a Java heap when all garbage is gone."""
        histogram = subprocess.run([jdk("jcmd"), str(self.process.pid), "GC.class_histogram"],
            capture_output=True, text=True, check=True).stdout
        return int(re.search(r"^Total\s+\d+\s+(\d+)", histogram, re.M).group(1))


def call(host, method, target, headers=None, body=None):
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request(method, target, body=body, headers=headers or {})
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def await_answer(host, target="/"):
    wait(lambda: answers(host, target), f"{host} does not answer")


def answers(host, target):
    try:
        return call(host, "GET", target)
    except OSError:
        return None


def wait(condition, complaint):
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            fail(complaint)
        time.sleep(0.2)


def fail(why):
    sys.exit(f"{why}; the logs are in {WORK}")


def raise_limit_of_files():
    """As far as this user may, for thousands of connections."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def run(name, command, **options):
    """A command that ends by itself."""
    with open(os.path.join(WORK, name + ".log"), "a") as log:
        if subprocess.run(command, stdout=log, stderr=log, **options).returncode:
            fail(f"{name} does not work")


def java(name, jar, host, *arguments, options=SMALL):
    directory = os.path.join(WORK, name)
    os.makedirs(directory, exist_ok=True)
    process = Process(name, [jdk("java"), *options, "-jar", jar, f"--server.port={host.split(':')[1]}", *arguments],
        cwd=directory)
    await_answer(host)
    return process


def gateway_jar():
    """The stand-alone gateway, built again when its source is newer."""
    return jar_of(ROOT, "spotify-gateway-*-exec.jar", "-DskipTests")


def peer_jar(name):
    return jar_of(f"{HERE}/peers/{name}", "peer.jar")


def jar_of(project, name, *options):
    # the executable jar itself always bears the date that the project is given
    if newest(glob.glob(f"{project}/target/*.jar*")) < newest_source(project):
        run("build", ["mvn", "-q", "-B", *options, "package"], cwd=project)
    return glob.glob(f"{project}/target/{name}")[0]


def newest_source(project):
    files = [f"{project}/pom.xml"]
    for directory, _, names in os.walk(f"{project}/src/main"):
        files += [os.path.join(directory, name) for name in names]
    return newest(files)


def newest(files):
    return max(map(os.path.getmtime, files), default=0)


def extracted(jar):
    """A jar taken apart by its own tool: itself without its libraries, and those beside it."""
    directory = os.path.join(WORK, "extracted", os.path.basename(os.path.dirname(os.path.dirname(jar))))
    if not os.path.exists(directory):
        run("extract", [jdk("java"), "-Djarmode=tools", "-jar", jar, "extract", "--destination", directory])
    return os.path.join(directory, os.path.basename(jar))
