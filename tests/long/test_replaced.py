"""Another file takes an open store's name, at random moments of random sittings; started alone with BIAOSHU_SEED=n."""

import os
import random
import shutil
import signal
import sys
from pathlib import Path

import pytest

from core.store import Store
from core.store.backup_folder import folder_of
from core.store.check import check
from core.store.copying import back_up
from core.store.location import wal
from tests.core.child import answer, child, posix
from tests.core.making import REPORT
from tests.core.store.content import content, rows
from tests.core.store.test_log_ownership import WRITE, tell

ROUNDS = 120
SEED = int(os.environ.get("BIAOSHU_SEED", "14"))

pytestmark = posix


def said_by(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Store.reading(path) as store:
        return content(store)


def one_round(folder: Path, choice: random.Random) -> str:
    """Sit at a store, let a file take its name, end the sitting and open what is there; return what was tried."""
    path, taker = folder / "a.biaoshu", folder / "taker"
    kind = choice.choice(("another", "before", "copied file", "copied with log", "backup"))
    with Store.open(path) as store:
        store.add_report(REPORT)
        rows(store, choice.randrange(60))
    shutil.copy(path, folder / "before")
    with child(WRITE, path) as window:
        assert answer(window) == "written"
        acts = [choice.choice(("more", "move")) for _ in range(choice.randrange(7))]
        at = choice.randint(0, len(acts))
        for word in acts[:at]:
            tell(window, word)
        if kind == "another":
            with Store.open(taker) as store:
                store.add_report(REPORT)
                rows(store, choice.randrange(40), "王强")
        elif kind == "backup":
            with Store.open(folder / "before") as store:
                back_up(store.file, taker)
        else:
            shutil.copy(folder / "before" if kind == "before" else path, taker)
            if kind == "copied with log":
                shutil.copy(wal(path), wal(taker))
                # opened and closed elsewhere, as a colleague does
                with Store.open(taker, create=False) as store:
                    rows(store, 1, "王强")
        for word in acts[at:]:
            tell(window, word)
        alone, whole = said_by(taker), said_by(path)
        taker.replace(path)
        end = choice.choice(("close", "kill"))
        if end == "close":
            tell(window, "close")
        else:
            os.kill(window.pid, signal.SIGKILL)
            window.wait()
    with Store.open(path) as store:
        there = content(store)
        assert next(store.file.db.query("PRAGMA integrity_check"))["integrity_check"] == "ok"
        # a file copied while open, without its log, may meet that very log again: then all is there
        assert there in ((alone, whole) if kind == "copied file" else (alone,)), (kind, end, acts)
        if there == alone != whole:
            assert store.found
            assert list(folder_of(path).glob("*-set-aside*"))
        rows(store, 1, "王强")
    assert not check(path).faults
    return f"{kind}, {end}"


def test_whatever_takes_the_name_nothing_is_mixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    choice = random.Random(SEED)
    tried = set()
    for turn in range(ROUNDS):
        folder = tmp_path / str(turn)
        folder.mkdir()
        try:
            tried.add(one_round(folder, choice))
        except BaseException as error:
            error.add_note(f"round {turn} of seed {SEED}")
            raise
    assert len(tried) == 10
    with capsys.disabled():
        sys.stdout.write(f"\n{ROUNDS} files took an open store's name, in {len(tried)} ways; nothing was mixed\n")
