"""The faces of a window on Windows, which has some of its own for menus and the status bar, and under wine none."""

import json
from pathlib import Path

from tools.windows import Bench

SHOW = """
import json, os, sys
sys.path.insert(0, os.getcwd())
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QPushButton
from gui.app import make_application
from gui.preferences.settings import Settings
from gui.style import theme
from gui.window import MainWindow
app = make_application()
theme.choose_scheme("light")
window = MainWindow(Settings(app))
theme.style_controls()
window.show()
for _ in range(20):
    app.processEvents()
shown = {type(one).__name__: one.font() for one in (window.menuBar(), window.statusBar(), QPushButton(window))}
print(json.dumps({name: QFontInfo(font).family() for name, font in shown.items()}), flush=True)
# the window's processes are not waited for
os._exit(0)
"""


def test_menus_and_the_status_bar_have_the_interfaces_face(bench: Bench, user: Path, display: dict[str, str]) -> None:
    done = bench.run(["-c", SHOW], timeout=600, DISPLAY=display["DISPLAY"])
    faces = json.loads(done.stdout or b"{}")
    assert len(faces) == 3, done.stderr.decode(errors="replace")
    assert set(faces.values()) == {"Noto Sans SC"}
