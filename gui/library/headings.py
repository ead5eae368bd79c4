"""The outline of the open report as a tree; choosing a heading goes to it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from ..session.session import Session
from ..widgets.own_keys import OwnEnter

OFFSET_ROLE = Qt.ItemDataRole.UserRole


class Headings(QTreeWidget):
    """The outline of a session's report; `chosen` carries the offset of the heading that was chosen."""

    chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("outline")
        self.setAccessibleName(self.tr("Outline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        OwnEnter(self)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        # filled after the text is shown, which is read first: the outline of a long report takes 20 ms
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self._fill)
        session.opened.connect(self._behind.start)

    def _fill(self) -> None:
        self.clear()
        above: list[tuple[int, QTreeWidgetItem]] = []
        for heading in self._session.outline.headings if self._session.outline else ():
            item = QTreeWidgetItem([heading.title])
            item.setData(0, OFFSET_ROLE, heading.span.start)
            while above and above[-1][0] >= heading.level:
                above.pop()
            if above:
                above[-1][1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append((heading.level, item))
        self.expandAll()

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, OFFSET_ROLE))
