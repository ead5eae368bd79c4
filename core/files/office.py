"""Old documents through LibreOffice: .doc, .wps, .rtf and .odt are made .docx by a program of the user's own.

Where LibreOffice is installed and may be used, whoever reads files starts a process for each such file
(`core.files.office_process`), which starts LibreOffice under limits and ends it with all that it has started. What it
makes is read by the reading process like any other file. The reading process itself starts nothing.
"""

import json
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path, PurePath
from threading import Lock
from typing import Any

from ..asked_once import AskedOnce
from ..model.errors import ReportError
from ..process import command
from .load import read_file
from .office_process import FAILED, TOO_LARGE, TOO_LONG, TOO_MUCH, OfficeLimits
from .windows_job import TiedProcess

if sys.platform == "win32":
    import winreg

# Word's own files are OLE containers with a stream of this name; others under .wps are Works'
_WORD_STREAM = b"\x00".join(bytes((letter,)) for letter in b"WordDocument")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEFAULT = OfficeLimits()
# how long the process has to end what it started, in seconds, before it is ended itself
_LAST_MOMENT = 10.0


def find_office() -> Path | None:
    """Return LibreOffice's program: from the search path, or from where its installers put it; None where it is not."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    return next((place for place in _usual_places() if place.is_file()), None)


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        place = Path("Applications", "LibreOffice.app", "Contents", "MacOS", "soffice")
        return [Path("/") / place, Path.home() / place]
    if sys.platform == "win32":
        folders = [*_in_registry()]
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if root := os.environ.get(variable):
                folders.append(Path(root) / "LibreOffice" / "program")
        return [folder / "soffice.exe" for folder in folders]
    return []


def _in_registry() -> list[Path]:
    """Return the folder that LibreOffice's installer wrote down on Windows."""
    found: list[Path] = []
    if sys.platform == "win32":
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with suppress(OSError), winreg.OpenKey(root, r"SOFTWARE\LibreOffice\UNO\InstallPath") as key:
                found.append(Path(str(winreg.QueryValueEx(key, "")[0])))
    return found


class OfficeConversion:
    """One file on its way through LibreOffice.

    `run` waits for it and returns the .docx that was made; `stop` ends it, from another thread too, and removes the
    file and its folder. `name` is what the file is called.
    """

    def __init__(self, office: Path, name: str, limits: OfficeLimits = DEFAULT) -> None:
        self._office, self._name, self._limits = office, name, limits
        self._lock = Lock()
        self._folder: Path | None = None
        self._process: AskedOnce | None = None
        self._is_stopped = False

    def run(self, source: Path | bytes) -> Path:
        """Return the .docx made of a file, or of the bytes of one.

        Raise ReportError where LibreOffice fails over it, breaks a limit or was stopped.
        """
        data = source if isinstance(source, bytes) else read_file(source)
        with self._lock:
            if self._is_stopped:
                raise self._failed()
            self._folder = Path(tempfile.mkdtemp(prefix="biaoshu-office-"))
            given = self._folder / f"document{_suffix(data, self._name)}"
            given.write_bytes(data)
            process = self._process = AskedOnce(command("convert"), TiedProcess)
        request = {"office": str(self._office), "file": str(given), "limits": asdict(self._limits)}
        try:
            answer = json.loads(process.ask(request))
        except ValueError:
            answer = None
        return self._made(answer)

    def _made(self, answer: Any) -> Path:  # noqa: ANN401 (what JSON holds)
        said = answer.get("outcome") if isinstance(answer, dict) else None
        folder = self._folder
        made = folder and folder / "made" / "document.docx"
        # not a link that harmful code has put there
        if said == "made" and made is not None and made.is_file() and not made.is_symlink():
            # the report gets its name from that of the file
            return made.rename(made.with_name(f"{PurePath(self._name).stem}.docx"))
        raise self._failed(said)

    def _failed(self, outcome: object = FAILED) -> ReportError:
        name = self._name
        if outcome == TOO_LONG:
            return ReportError(
                "LibreOffice took longer than {seconds} seconds over {name} and was ended. Open it in Word or WPS, "
                "save it as .docx and open that.",
                name=name,
                seconds=round(self._limits.seconds),
            )
        if outcome == TOO_LARGE:
            return ReportError(
                "LibreOffice needed more than {memory} MB of memory for {name} and was ended. Open it in Word or WPS, "
                "save it as .docx and open that.",
                name=name,
                memory=self._limits.memory // 2**20,
            )
        if outcome == TOO_MUCH:
            return ReportError(
                "LibreOffice wrote more than {size} MB for {name} and was ended. Open it in Word or WPS, save it as "
                ".docx and open that.",
                name=name,
                size=self._limits.written // 2**20,
            )
        return ReportError(
            "LibreOffice could not read {name}. Open it in Word or WPS, save it as .docx and open that.", name=name
        )

    def stop(self) -> None:
        """End LibreOffice and all that it has started, where it runs, and remove what it made."""
        with self._lock:
            self._is_stopped = True
            process, self._process = self._process, None
            folder, self._folder = self._folder, None
        if process is not None:
            process.end(_LAST_MOMENT)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _suffix(data: bytes, name: str) -> str:
    """Return the suffix by which LibreOffice finds the right filter: by the content, else that of the name."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_OLE):
        # what WPS saves as .wps is Word's format
        return ".doc" if _WORD_STREAM in data or suffix not in (".doc", ".wps", ".wpt", ".dot") else suffix
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK"):
        return ".odt"
    return suffix if suffix.isascii() and suffix[1:].isalnum() else ".doc"
