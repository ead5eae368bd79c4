"""The system's dialogs for files: each begins in the folder in which a file was chosen last."""

from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ..preferences.settings import Settings

Purpose = Literal["open", "save"]
"""What a file is chosen for. Reports often lie in one folder and what is made of them in another: each is kept."""


class FileDialogs:
    """Asks for files and folders over a window, and has the settings keep the folder of what is chosen.

    A system that begins in no folder of its own would begin in the one from which the program was started, where nobody
    keeps files.
    """

    def __init__(self, settings: Settings, window: QWidget) -> None:
        self._settings, self._window = settings, window

    def open_file(self, title: str, kinds: str = "") -> Path | None:
        """Ask for a file to read; `kinds` are Qt's filters of names. Return None where the user cancels."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(self.folder("open")), kinds)
        return self._kept("open", chosen)

    def open_files(self, title: str, kinds: str = "") -> list[Path]:
        """Ask for files to read; return none where the user cancels."""
        # a name of many kinds is wider than the screen
        options = QFileDialog.Option.HideNameFilterDetails
        folder = str(self.folder("open"))
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, folder, kinds, options=options)
        paths = [Path(path) for path in chosen]
        if paths:
            self._keep("open", paths[0].parent)
        return paths

    def open_folder(self, title: str) -> Path | None:
        """Ask for a folder to read; the next dialog begins beside it. Return None where the user cancels."""
        return self._kept("open", QFileDialog.getExistingDirectory(self._window, title, str(self.folder("open"))))

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask for a file to write; `name` is the one that is offered, with its folder where it has a certain one."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self.folder("save") / name), kinds)
        return self._kept("save", chosen)

    def folder(self, purpose: Purpose) -> Path:
        """Return where a dialog begins: in the last folder of its purpose that is there, or of the other one.

        Before any file was chosen that is the folder of the user's documents.
        """
        for one in (purpose, *get_args(Purpose)):
            said = self._settings.text(f"folder/{one}")
            if said and Path(said).is_dir():
                return Path(said)
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    def _kept(self, purpose: Purpose, chosen: str) -> Path | None:
        if not chosen:
            return None
        self._keep(purpose, Path(chosen).parent)
        return Path(chosen)

    def _keep(self, purpose: Purpose, folder: Path) -> None:
        self._settings.keep(f"folder/{purpose}", str(folder))
