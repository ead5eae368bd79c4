"""A process of the program that is asked one thing, and is told by the closing of its input that it shall end."""

import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from .process import LINE_LIMIT, Message, to_line, unseen


class AskedOnce:
    """A process that is asked one thing, and that ends what it has started itself when its input closes.

    `hold` is called with its number; what that returns is kept as long as it runs.
    """

    def __init__(self, program: Sequence[str], hold: Callable[[int], object]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            list(program), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=unseen()
        )
        self._held = hold(self._process.pid)

    def ask(self, request: Message) -> bytes:
        """Send the request and wait for the line that answers it; b"" where the process ends without one.

        Its input stays open: it closes too when this process ends, however that happens.
        """
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(to_line(request))
            process.stdin.flush()
            return process.stdout.readline(LINE_LIMIT)
        except (OSError, ValueError):
            return b""

    def end(self, seconds: float) -> None:
        """Close its input and wait so many seconds for its end, then end it; from another thread than `ask` too."""
        process = self._process
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._held = None
        if process.stdout is not None:
            process.stdout.close()
