"""Work done aside: in a thread of its own, so that the window answers meanwhile; its result comes by the event loop."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import UserError


class Aside(QObject):
    """Does one work after the other; a newer one, or `drop`, has the result of the one before passed over."""

    _came = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._then: Callable[[Any], None] | None = None
        self._failed: Callable[[UserError], None] | None = None
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        work: Callable[[], object],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do a work that touches no widget and writes nothing, then give `then` its result.

        `failed` is given what the user can mend; whatever else it raises is raised then.
        """
        self.drop()
        number, self._then, self._failed = self._number, then, failed

        def run() -> None:
            try:
                came: tuple[object, BaseException | None] = work(), None
            except Exception as error:
                came = None, error
            self._came.emit(number, *came)

        threading.Thread(target=run, name="aside", daemon=True).start()

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._then is not None

    def drop(self) -> None:
        """Pass over what is on its way."""
        self._number += 1
        self._then = self._failed = None

    def _take(self, number: int, result: object, error: BaseException | None) -> None:
        then, failed = self._then, self._failed
        if number != self._number or then is None:
            return
        self._then = self._failed = None
        if isinstance(error, UserError) and failed is not None:
            failed(error)
        elif error is not None:
            raise error
        else:
            then(result)
