"""A mail server that takes everything and keeps nothing but a count: python -m bench.sink COUNTS_FILE.

It prints its port, and writes how many mails each address was handed when its input ends.
"""

import json
import socketserver
import sys
import threading
from collections import Counter
from pathlib import Path

_LONGEST_LINE = 2000
_ANSWERS = {
    b"EHLO": b"250-sink\r\n250-SIZE 10000000\r\n250 8BITMIME\r\n",
    b"QUIT": b"221 Bye\r\n",
    b"DATA": b"354 Go ahead\r\n",
}


class _Line(socketserver.StreamRequestHandler):
    """One connection."""

    disable_nagle_algorithm = True
    taken: Counter[str] = Counter()

    def handle(self) -> None:
        self.wfile.write(b"220 sink\r\n")
        recipient = ""
        while line := self.rfile.readline(_LONGEST_LINE):
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line.partition(b"<")[2].partition(b">")[0].decode()
            self.wfile.write(_ANSWERS.get(verb, b"250 OK\r\n"))
            if verb == b"QUIT":
                return
            if verb == b"DATA":
                self._take(recipient)

    def _take(self, recipient: str) -> None:
        while self.rfile.readline() not in {b".\r\n", b""}:
            pass
        self.taken[recipient] += 1
        self.wfile.write(b"250 OK, queued\r\n")


class _Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 100


def main(counts: Path) -> None:
    """Serve until the input ends."""
    with _Sink(("127.0.0.1", 0), _Line) as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        print(sink.server_address[1], flush=True)
        sys.stdin.read()
        counts.write_text(json.dumps(_Line.taken), encoding="utf-8")
        sink.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
