"""What tests and their windows start in place of the program: it has a process forked that is loaded (tests/warm.py).

It imports next to nothing: hundreds of windows start it.
"""

import json
import os
import signal
import socket
import sys


def join(place: str, *arguments: str) -> None:
    """Have a process forked that does what the arguments say on the streams of this process, and end as it ends."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(place)
    given = json.dumps({"arguments": arguments, "variables": dict(os.environ), "folder": os.getcwd()}).encode()  # noqa: PTH109
    socket.send_fds(line, [len(given).to_bytes(4, "big")], [0, 1, 2])
    line.sendall(given)
    for stream in (0, 1, 2):
        # who reads them sees their end when the forked process ends
        os.close(stream)
    status = line.recv(4)
    code = os.waitstatus_to_exitcode(int.from_bytes(status, "big")) if status else 1
    if code < 0:
        # as the forked process was ended
        signal.raise_signal(-code)
    os._exit(code)


if __name__ == "__main__":
    join(*sys.argv[1:])
