"""The gateway, its peers, and what they call."""

import json
import os
import re

from browser import Browser
from load import Target
from machine import HERE, NGINX, WORK, Process, address, await_answer, call, gateway_jar, java, jdk, peer_jar

UPSTREAM, PROXY, ACCOUNTS, GATEWAY, WEBMVC, WEBFLUX = (address(n) for n in range(6))
BODY_BYTES = 3 * 1024
ECHO = "/usr/lib/nginx/modules/ngx_http_echo_module.so"
MOST_CONNECTIONS = 512
# Nobody waits for a share: what one user calls here is what a company's users call.
SETTINGS = ["--spring.security.oauth2.client.registration.spotify.client-id=bench",
    "--spring.security.oauth2.client.registration.spotify.client-secret=bench",
    "--spotify-gateway.caller-limit.calls=1000000000", "--spotify-gateway.caller-limit.at-once=1000",
    f"--spotify-gateway.upstream.max-connections={MOST_CONNECTIONS}",
    f"--spotify-gateway.api-url=http://{UPSTREAM}", f"--spotify-gateway.accounts-url=http://{ACCOUNTS}"]
PLAYING = """{"is_playing":false,"progress_ms":83250,"currently_playing_type":"track","timestamp":1795219200000,\
"context":{"type":"album","uri":"spotify:album:6p3MkSVSIObuUylmfcR4Kq"},"item":{"type":"track","id":"%s",\
"name":"Tidal Postcards","uri":"spotify:track:%s","duration_ms":214000,"explicit":false,"is_local":false,\
"external_urls":{"spotify":"https://open.spotify.com/track/%s"},"artists":[{"id":"TVFr1dcTDb8gDJRDnUnorX",\
"name":"The Paper Lanterns","type":"artist"}],"album":{"id":"6p3MkSVSIObuUylmfcR4Kq","name":"Tidal Postcards",\
"images":[{"url":"https://i.scdn.co/image/1","height":640,"width":640}]}}}"""


class Upstream:
    """An nginx in place of the Web API, which counts what it is asked."""

    def __init__(self, delay_ms=0):
        self.looks = 0
        self.delay_ms = delay_ms
        self.play("4aawyAB9vmqN3uQ7FjRGTy")
        self.process = nginx("upstream", self.server(), f"load_module {ECHO};" if delay_ms else "")
        await_answer(UPSTREAM)

    def server(self):
        body = json.dumps({"id": "x", "text": "a" * (BODY_BYTES - 30)})
        answer = f"return 200 '{body}';"
        if self.delay_ms:
            answer = f"echo_sleep {self.delay_ms / 1000}; echo_exec @answer; }} location @answer {{ {answer}"
        return f"""server {{ listen {UPSTREAM} backlog=1024;
            location = /count {{ stub_status; }}
            location = /v1/me {{ return 200 '{{"id":"bench","account_id":"bench","display_name":"Bench"}}'; }}
            location /v1/me/player {{ root {WORK}; try_files /playing.json =404; }}
            location / {{ {answer} }} }}"""

    def play(self, track):
        """What everybody listens to from now on."""
        with open(f"{WORK}/playing.new", "w") as file:
            file.write(PLAYING % (track, track, track))
        os.rename(f"{WORK}/playing.new", f"{WORK}/playing.json")

    def calls(self):
        self.looks += 1
        status = call(UPSTREAM, "GET", "/count")[2].decode()
        return int(re.search(r"requests\s+\d+ \d+ (\d+)", status).group(1)) - self.looks


def nginx(name, server, module=""):
    conf = os.path.join(WORK, name + ".conf")
    with open(conf, "w") as file:
        file.write(f"""
            {module} daemon off; worker_processes 1; pid {WORK}/{name}.pid; error_log stderr warn;
            events {{ worker_connections 4096; }}
            http {{ access_log off; keepalive_requests 100000000; default_type application/json; {server} }}
        """)
    return Process(name, [NGINX, "-p", WORK, "-c", conf])


def proxy():
    process = nginx("nginx", f"""upstream web_api {{ server {UPSTREAM}; keepalive {MOST_CONNECTIONS}; }}
        server {{ listen {PROXY} backlog=1024; location / {{ proxy_pass http://web_api; proxy_http_version 1.1;
        proxy_set_header Connection ''; }} }}""")
    await_answer(PROXY)
    return Target("nginx proxying", process, PROXY)


def accounts():
    Process("accounts", [jdk("java"), f"{HERE}/Accounts.java", ACCOUNTS.split(":")[1]])
    await_answer(ACCOUNTS, "/api/token")


def gateway():
    """A gateway where one user has signed in: by an API token, and by the session."""
    process = java("gateway", gateway_jar(), GATEWAY, *SETTINGS)
    visitor = Browser()
    visitor.sign_in(GATEWAY)
    token = visitor.api_token(GATEWAY)
    return (Target("gateway, API token", process, GATEWAY, f"Authorization: Bearer {token}"),
        Target("gateway, session", process, GATEWAY, f"Cookie: {visitor.header()}"))


def token_relay():
    process = java("webmvc", peer_jar("webmvc"), WEBMVC,
        f"--api-url=http://{UPSTREAM}", f"--accounts-url=http://{ACCOUNTS}")
    visitor = Browser()
    visitor.sign_in(WEBMVC)
    return Target("SCG WebMVC, TokenRelay", process, WEBMVC, f"Cookie: {visitor.header()}")


def static_header():
    process = java("webflux", peer_jar("webflux"), WEBFLUX, f"--api-url=http://{UPSTREAM}")
    return Target("SCG WebFlux, static header", process, WEBFLUX)


def relays():
    """All that stand between a caller and the Web API."""
    accounts()
    return [proxy(), *gateway(), token_relay(), static_header()]
