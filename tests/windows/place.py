"""The Windows as a place the trials of the package are run in: the same trials, one system further."""

from dataclasses import dataclass
from pathlib import Path

from tests.windows.conftest import Program


@dataclass(frozen=True)
class WindowsPlace:
    """Where the program runs: its home there, which has a blank and Chinese in its name, and the program."""

    program: Program
    home: Path
    bare: bool = False

    @property
    def app(self) -> Path:
        """Return the folder of the package."""
        return Path(self.program.terminal[0]).parent

    def inside(self, path: Path) -> str:
        """Return a path as the program sees it."""
        return self.program.bench.inside(path)

    def run(self, *words: str, stdin: bytes = b"", **variables: str) -> tuple[int, str, str]:
        """Run the program to its end; return its exit status and what it said on both streams."""
        done = self.program.run(*words, stdin=stdin, **variables)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def write(self, name: str, content: bytes) -> Path:
        """Put a file into the home."""
        path = self.home / name
        path.write_bytes(content)
        return path
