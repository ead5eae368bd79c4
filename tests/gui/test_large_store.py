"""A store of many decisions: the window's own thread goes through no whole store, whatever is done there."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.store import Store, connection
from gui import app as application
from gui.form.field_vocabularies import GATHERED_AT_ONCE
from gui.library.library import COUNTED_AT_ONCE
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tools.large_store import ANNOTATORS, fill

OpenWindow = Callable[[Path], MainWindow]
REPORTS, DECISIONS = 25, 100
ALL = 60_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store that is large to the window: beyond what it goes through at once."""
    place = tmp_path_factory.mktemp("large") / "large.biaoshu"
    reports, rows = fill(place, REPORTS, DECISIONS, seed=7)
    assert reports == REPORTS
    assert rows > max(GATHERED_AT_ONCE, COUNTED_AT_ONCE)
    return place


@pytest.fixture
def large(made: Path, tmp_path: Path, qapp: object) -> Path:
    """Return a copy of the large store, which a test may write to as who decided there."""
    place = tmp_path / "large.biaoshu"
    place.write_bytes(made.read_bytes())
    application.make_application()
    settings = Settings()
    with Store.reading(place) as store:
        settings.keep("identities", "\n".join(f"{identity} {name}" for identity, name in store.annotators().items()))
    settings.keep("annotator", ANNOTATORS[0])
    return place


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return every statement that this thread has SQLite carry out on a store, from now on."""
    statements: set[str] = set()
    here = threading.get_ident()

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        made = sqlite3.connect(*arguments, **named)

        def note(statement: str) -> None:
            if threading.get_ident() == here:
                statements.add(statement)

        made.set_trace_callback(note)
        return made

    class Traced:
        """The module as the connection uses it, but that what it connects is listened to."""

        def __getattr__(self, name: str) -> object:
            return connect if name == "connect" else getattr(sqlite3, name)

    monkeypatch.setattr(connection, "sqlite3", Traced())
    return statements


def whole(statements: set[str], store: Store | None) -> list[str]:
    """Return the statements that go through all decisions of a store, as SQLite itself plans them."""
    assert store is not None
    found = []
    for statement in list(statements):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            plan = store.file.db.conn.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            # an index on few rows may be gone through: it has only those that file a report
            if any(step[3].startswith(("SCAN decision", "SCAN judged")) and "by_field" not in step[3] for step in plan):
                found.append(statement)
    return found


def test_a_statement_over_a_whole_store_is_found(large: Path, asked: set[str]) -> None:
    with Store.open(large) as store:
        list(store.sayings(("indicator",)))
        assert whole(asked, store)
        asked.clear()
        store.log(store.reports()[0].digest)
        assert whole(asked, store) == []


def test_no_statement_of_the_windows_thread_goes_through_all_decisions(
    large: Path, asked: set[str], open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(large)
    vocabulary = window.field_vocabularies.by_attribute["indicator"]
    # what the store's figures say, and how far each report is, come from beside the window
    qtbot.waitUntil(lambda: len(vocabulary) > 0 and not window.library.counting.is_busy, timeout=ALL)
    qtbot.waitUntil(lambda: all(row.overview is not None for row in window.library.rows()), timeout=ALL)
    for _ in range(2):
        window.library.go_report(1)
        qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
        qtbot.keyClick(window.view, Qt.Key.Key_J)
        qtbot.keyClick(window.view, Qt.Key.Key_Return)
        qtbot.keyClick(window.view, Qt.Key.Key_U)
    window.show_home()
    window.parts.home_page.line.setText("2012")
    window.show_panes()
    window.reports.line.setText("2012")
    window.library.look_for("")
    assert len(asked) > 50
    assert whole(asked, window.session.store) == []


def test_the_form_completes_from_all_figures_of_a_large_store(
    large: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(large)
    digest = window.library.rows()[-1].digest
    assert window.session.store is not None
    said = [row.figure.indicator for row in window.session.store.log(digest) if row.figure is not None]
    changed = next(one for one in said if one.endswith("合计"))
    vocabulary = window.field_vocabularies.by_attribute["indicator"]
    qtbot.waitUntil(lambda: changed in vocabulary.match(changed), timeout=ALL)


def test_what_the_list_says_of_a_large_store_is_what_is_decided(
    large: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(large)
    qtbot.waitUntil(lambda: all(row.overview is not None for row in window.library.rows()), timeout=ALL)
    store = window.session.store
    assert store is not None
    counts = store.decided()
    for row in window.library.rows():
        assert row.decided == counts[row.digest, window.session.annotator]
