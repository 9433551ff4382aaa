"""A browser, as far as signing in needs one."""

import json
import urllib.parse

from machine import call, fail


class Browser:
    """Keeps cookies, whatever they say of TLS: all of this is on one machine."""

    def __init__(self):
        self.cookies = {}

    def get(self, url):
        return self.send("GET", url)

    def send(self, method, url, headers=None, body=None):
        parts = urllib.parse.urlsplit(url)
        headers = dict(headers or {}, Cookie=self.header())
        target = parts.path + ("?" + parts.query if parts.query else "")
        status, answered, content = call(parts.netloc, method, target, headers, body)
        for cookie in answered.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return status, answered, content

    def header(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def sign_in(self, host):
        url = f"http://{host}/oauth2/authorization/spotify"
        for _ in range(4):
            status, answered, _ = self.get(url)
            if status not in (302, 303) or "Location" not in answered:
                break
            url = urllib.parse.urljoin(url, answered["Location"])
            if urllib.parse.urlsplit(url).path == "/":
                return
        fail(f"Nobody could sign in at {host}: {status}")

    def api_token(self, host):
        self.get(f"http://{host}/api/session")
        status, _, content = self.send("POST", f"http://{host}/api/tokens",
            {"X-CSRF-TOKEN": self.cookies["__Host-sgw-csrf"], "Content-Type": "application/json"},
            json.dumps({"name": "bench", "scopes": ["read", "raw"]}))
        if status != 201:
            fail(f"No API token: {status} {content.decode()}")
        return json.loads(content)["token"]
