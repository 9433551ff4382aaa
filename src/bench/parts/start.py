"""How long a start takes, beside that of a web application that does nothing."""

import os
import re
import statistics
import subprocess

import machine
from machine import WORK, Process, address, extracted, gateway_jar, jdk, peer_jar, wait
from servers import SETTINGS

PORT = address(0).split(":")[1]
PLAIN = "java -jar"
CACHED = "AOT cache, extracted"


class Application:
    """An application as one Java starts it in one way, with the directory it works in."""

    def __init__(self, kind, way, java, jar, settings):
        self.kind, self.way, self.java = kind, way, java
        self.name = f"{kind}, {way}"
        self.directory = os.path.join(WORK, re.sub(r"\W+", "-", self.name))
        self.arguments = ["-jar", jar, f"--server.port={PORT}", *settings]
        os.makedirs(self.directory)

    def train(self):
        """Make the cache in a run that ends when the application is ready."""
        machine.run("training", [self.java, "-XX:AOTCacheOutput=app.aot", "-Dspring.context.exit=onRefresh",
            *self.arguments], cwd=self.directory)
        self.arguments.insert(0, "-XX:AOTCache=app.aot")

    def seconds(self):
        """From the start of the process to the application's own word that it is ready."""
        process = Process("start", [self.java, *self.arguments], cwd=self.directory)
        wait(lambda: self.said(process), f"{self.name} does not start")
        process.stop()
        return float(self.said(process).group(1))

    @staticmethod
    def said(process):
        return re.search(r"Started .* in .* seconds \(process running for ([\d.]+)\)", open(process.log).read())


def run(options):
    applications = ready()
    for application in applications:
        application.seconds()
    times = {application.name: [] for application in applications}
    for _ in range(options.rounds):
        for application in applications:
            times[application.name].append(application.seconds())
    tell(applications, {name: statistics.median(each) for name, each in times.items()}, options)


def ready():
    jars = {"gateway": (gateway_jar(), SETTINGS), "minimal application": (peer_jar("minimal"), [])}
    applications = [Application(kind, way, java, as_started(jar), settings)
                    for way, java, as_started in ways() for kind, (jar, settings) in jars.items()]
    for application in applications:
        if application.way.startswith(CACHED):
            application.train()
    return applications


def ways():
    java, older = jdk("java"), os.environ.get("JAVA17_HOME")
    measured = version(java)
    yield f"{PLAIN}, JDK {measured}", java, lambda jar: jar
    if measured != 17 and older:
        yield f"{PLAIN}, JDK 17", jdk("java", older), lambda jar: jar
    elif measured != 17:
        print("\nNo start on JDK 17: JAVA17_HOME is not set.")
    if measured >= 25:
        yield f"{CACHED}, JDK {measured}", java, extracted
    else:
        print(f"\nNo start with an AOT cache: that takes a JDK 25, and JAVA_HOME is a {measured}.")


def version(java):
    text = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    return int(re.search(r'version "(\d+)', text).group(1))


def tell(applications, times, options):
    print(f"\n### Start, in seconds\n\nMedians of {options.rounds} interleaved starts, the database being there, "
          f"{os.cpu_count()} processors.\n")
    print("| | gateway | minimal application | × minimal |\n|---|---|---|---|")
    for way in dict.fromkeys(application.way for application in applications):
        ours, least = times[f"gateway, {way}"], times[f"minimal application, {way}"]
        print(f"| {way} | {ours:.2f} | {least:.2f} | {ours / least:.2f} |", flush=True)
