"""Followers of event streams, who only count what comes."""

import select
import socket
import threading

EVENT = b"\nid: "


class Followers:
    """Thousands of them, read by one thread."""

    def __init__(self, host):
        self.host, self.port = host.split(":")
        self.sockets, self.ends, self.counts = {}, {}, {}
        self.poll = select.epoll()
        self.running = True
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def open(self, token):
        request = (f"GET /api/me/now-playing/events HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
                   f"Authorization: Bearer {token}\r\n\r\n")
        connection = socket.create_connection((self.host, int(self.port)), timeout=60)
        connection.sendall(request.encode())
        connection.setblocking(False)
        number = connection.fileno()
        self.sockets[number], self.ends[number], self.counts[number] = connection, b"", 0
        self.poll.register(number, select.EPOLLIN)

    def read(self):
        while self.running:
            for number, _ in self.poll.poll(0.5):
                self.take(number)

    def take(self, number):
        content = self.sockets[number].recv(65536)
        if not content:
            self.poll.unregister(number)
        whole = self.ends[number] + content
        self.counts[number] += whole.count(EVENT)
        self.ends[number] = whole[1 - len(EVENT):]

    def events(self):
        return sum(self.counts.values())

    def have(self, events):
        """Whether every one of them has got that many."""
        return all(count >= events for count in self.counts.values())

    def close(self):
        self.running = False
        self.reader.join()
        self.poll.close()
        for each in self.sockets.values():
            each.close()
