"""Loads ahead, while no key is pressed, the modules that read a span which the annotator selects."""

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from .session.session import Session

# keys come first: the segmenter's dictionary is loaded when no key was pressed for so long, in milliseconds
REST_MS = 3_000
# Meanwhile the window waits for the interpreter at most so long, in seconds. By Python's own 5 ms each of the some 200
# events of opening a report would wait that much: 0.7 s in all.
SHARE_S = 0.0001


class Warming(QObject):
    """Loads what is small at once, and the dictionary (0.6 s of work) when no figure was moved to for a while.

    If a span is selected before that, the dictionary is loaded then.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: _in_thread(_load_segmenter))
        session.moved.connect(self._put_off)
        session.opened.connect(self._follow)
        _in_thread(_load_lexicon)
        self._rest.start()

    def _follow(self) -> None:
        # without a store nothing can be selected, and a closed window has no store
        if self._session.store is None:
            self._rest.stop()
        else:
            self._rest.start()

    def _put_off(self) -> None:
        if self._rest.isActive():
            self._rest.start()


def _in_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="warming", daemon=True).start()


def _load_lexicon() -> None:
    """Load what lays out a report and reads a typed value."""
    from core.detection.lexicon import load_lexicon
    from core.detection.outline import outline
    from core.detection.typed_values import value_of

    outline("一、2025年工作回顾\n")
    value_of("1亿元", load_lexicon())


def _load_segmenter() -> None:
    from core.detection.indicator.segmenter import warm

    share = sys.getswitchinterval()
    sys.setswitchinterval(SHARE_S)
    try:
        warm()
    finally:
        sys.setswitchinterval(share)
