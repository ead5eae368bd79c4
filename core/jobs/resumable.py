"""The unfinished file: lines written report by report, which a later run goes on with where an earlier one ended."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

from ..held_files import is_held
from ..model.errors import ExchangeError, reason_of
from ..model.report import Report
from ..output import put


class ResumableFile:
    """A file of lines on its way, beside the place it goes to when it is whole.

    Beside it stands a list of the reports that are in it, each with the length it then had; a run that is resumed
    passes over the reports that are there unchanged, and drops what came after the first that is not.
    """

    def __init__(self, place: Path, resume: bool) -> None:
        self.place = place
        self._lines = place.with_name(place.name + ".part")
        self._list = place.with_name(place.name + ".part-reports")
        self._there = self._read() if resume else []
        self._at = 0
        with ExitStack() as opened:
            self._file: BinaryIO = opened.enter_context(self._opened(self._lines))
            self._reports: BinaryIO = opened.enter_context(self._opened(self._list))
            opened.pop_all()

    def _opened(self, path: Path) -> BinaryIO:
        try:
            return path.open("r+b" if self._there else "wb")
        except OSError as error:
            if self._there:
                raise self._refusal(error) from error
            # nothing was found yet, and of an unfinished file that is new nothing is left
            with suppress(OSError):
                if path == self._list:
                    self._lines.unlink()
            raise ExchangeError(
                "{path} could not be written ({reason}). Nothing was found yet; choose another place for it.",
                path=self.place,
                reason=reason_of(error),
            ) from error

    def _read(self) -> list[dict[str, Any]]:
        """Read the list as far as it is whole and its lines are in the file."""
        rows: list[dict[str, Any]] = []
        with suppress(OSError, ValueError, KeyError, TypeError):
            size = self._lines.stat().st_size
            for line in self._list.read_bytes().splitlines(keepends=True):
                row = json.loads(line)
                if not line.endswith(b"\n") or int(row["bytes"]) > size:
                    break
                rows.append({"digest": str(row["digest"]), "name": str(row["name"]), "bytes": int(row["bytes"])})
        return rows

    def left(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports that are not in the file yet."""
        coming = iter(reports)
        for report in coming:
            if self._at < len(self._there) and self._is_next(report):
                self._at += 1
                continue
            self._cut()
            yield report
            yield from coming
            return
        self._cut()

    def _is_next(self, report: Report) -> bool:
        row = self._there[self._at]
        return (row["digest"], row["name"]) == (report.digest, report.name)

    def _cut(self) -> None:
        """Drop what follows the last report that is kept."""
        kept = self._there[: self._at]
        try:
            self._file.truncate(kept[-1]["bytes"] if kept else 0)
            self._file.seek(0, os.SEEK_END)
            self._reports.seek(0)
            self._reports.truncate()
            for row in kept:
                self._reports.write(_line(row))
        except OSError as error:
            raise self._refusal(error) from error

    def add(self, report: Report, lines: Sequence[str]) -> None:
        """Write a report's lines; they are there for the next run once the list names the report."""
        try:
            self._file.write("".join(f"{line}\n" for line in lines).encode())
            self._file.flush()
            row = {"digest": report.digest, "name": report.name, "bytes": self._file.tell()}
            self._reports.write(_line(row))
            self._reports.flush()
        except OSError as error:
            raise self._refusal(error) from error

    def finish(self) -> None:
        """Put the file in its place, on disk and whole."""
        try:
            os.fsync(self._file.fileno())
            self.close()
            put(self._lines, self.place)
            self._list.unlink()
        except OSError as error:
            raise self._refusal(error) from error

    def close(self) -> None:
        """Leave the file as it is, for a later run."""
        self._file.close()
        self._reports.close()

    def _refusal(self, error: OSError) -> ExchangeError:
        if is_held(error):
            return ExchangeError(
                "{path} is open in another program and was not changed. Close it there and go on with --resume: what "
                "was found is kept in a file next to it.",
                path=self.place,
            )
        return ExchangeError(
            "{path} could not be written ({reason}). What was found so far is kept in a file next to it; go on with "
            "--resume.",
            path=self.place,
            reason=reason_of(error),
        )


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"
