"""A process that is asked in the event loop ends with the object that asks it, whichever way that goes."""

import os
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.background.line_process import LineProcess

SAYS_AND_STAYS = "import sys, time; print('[]', flush=True); time.sleep(60)"


class Asked(LineProcess):
    """Starts a program that says one line and stays; what was heard of it is kept in lists of its own."""

    def __init__(self, parent: QObject, lines: list[bytes], codes: list[int], code: str = SAYS_AND_STAYS) -> None:
        super().__init__(parent)
        self._kept, self._codes, self._code = lines, codes, code
        self.numbers: list[int] = []

    def _program(self) -> list[str]:
        return [sys.executable, "-c", self._code]

    def _started(self, number: int) -> None:
        self.numbers.append(number)

    def _heard(self, line: bytes) -> None:
        self._kept.append(line)

    def _ended(self, code: int) -> None:
        self._codes.append(code)


@pytest.mark.qt_log_ignore("Destroyed while process")
def test_a_process_ends_with_an_object_that_is_deleted_while_it_runs(qtbot: QtBot) -> None:
    parent, lines, codes = QObject(), list[bytes](), list[int]()
    asked = Asked(parent, lines, codes)
    asked.start()
    qtbot.waitUntil(lambda: bool(lines), timeout=20_000)
    (number,) = asked.numbers
    with qtbot.captureExceptions() as raised:
        # as Qt deletes a window, and all that is in it, that was not closed
        delete(parent)
        qtbot.wait(50)
    assert raised == []
    assert codes == []
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


@pytest.mark.parametrize(("program", "code"), [("import sys; sys.exit(3)", 3), ("", -1)])
def test_the_end_of_a_process_is_told_and_that_it_could_not_start(program: str, code: int, qtbot: QtBot) -> None:
    class Missing(Asked):
        def _program(self) -> list[str]:
            return super()._program() if program else ["no such program"]

    parent, codes = QObject(), list[int]()
    Missing(parent, [], codes, program).start()
    qtbot.waitUntil(lambda: codes == [code], timeout=20_000)
    delete(parent)
