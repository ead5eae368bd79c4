"""What the program writes by itself is readable by its owner alone; a mode that was chosen is kept."""

import faulthandler
import logging
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest
from PySide6.QtCore import Qt

from core.store.backups import make_backup, restore
from core.store.copying import share
from core.store.location import wal
from gui import errors, log_files
from gui.window import MainWindow
from tests.core.child import posix

pytestmark = posix
Press = Callable[..., None]


def mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


def test_stores_backups_settings_and_logs_are_private(
    window: MainWindow, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    os.umask(0o022)
    share(store.file, tmp_path / "shared.biaoshu")
    backup = make_backup(store, "bulk").path
    window.settings.flush()
    # the interpreter's own net is pytest's here
    monkeypatch.setattr(faulthandler, "enable", lambda file: file.close())
    log_files.keep_log()
    logging.getLogger("biaoshu").error("a line")
    for handler in errors.log.handlers:
        handler.close()
    errors.log.handlers[:] = []
    files = [store.path, wal(store.path), backup, tmp_path / "shared.biaoshu"]
    files += [
        log_files.log_folder() / "biaoshu.log",
        log_files.log_folder() / "account.log",
        Path(window.settings._file.fileName()),
    ]
    assert {file.name: oct(mode(file)) for file in files} == {file.name: "0o600" for file in files}
    assert mode(backup.parent) == 0o700


def test_a_mode_that_was_chosen_is_kept(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    path = store.path
    path.chmod(0o640)
    backup = make_backup(store, "bulk").path
    assert mode(backup) == 0o640
    window.workspace.close_store()
    backup.chmod(0o600)
    restore(backup, path)
    assert mode(path) == 0o640


def test_a_store_that_is_gone_is_missed_and_no_empty_one_is_made(window: MainWindow, tmp_path: Path) -> None:
    before = window.session.store
    gone = tmp_path / "gone.biaoshu"
    window.open_path(gone)
    assert not gone.exists()
    assert f"There is no store at {gone}" in window.notice.text()
    assert window.session.store is before
