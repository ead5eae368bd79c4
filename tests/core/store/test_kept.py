"""What a store keeps that can be found anew: there where it is what is asked for, and never in a decision's way."""

import shutil
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.decision import new_step
from core.model.figure import Proposal, proposal_to_record
from core.store import Store
from core.store.backups import make_backup
from core.store.check import check
from core.store.kept import KeptProgress
from core.store.merge import merge, take_back_merge
from core.store.repair import repair
from tests.core.child import ROOT, answer, child, posix
from tests.core.making import PROPOSALS, REPORT, figure, proposals
from tests.core.store.content import content, rows, tamper

KEY, OTHER = "a" * 64, "b" * 64
COUNTS = {"level": (1, 2), "growth": (0, 3)}
KILLS = 12


def kept_store(path: Path) -> Path:
    """Make a store with decisions, whose report's proposals and progress are kept."""
    with Store.open(path) as store:
        written = rows(store, 3)
        store.kept.keep_proposals(REPORT.digest, KEY, PROPOSALS)
        store.kept.keep_progress(REPORT.digest, written[0].annotator, KeptProgress(KEY, COUNTS))
        store.kept.keep_readings(written[0].annotator, [(REPORT.digest, KEY, b"packed")])
    return path


def whole(found: list[Proposal] | None) -> object:
    """Return all of some proposals; the words that decided are not among what proposals are compared by."""
    return None if found is None else [*map(proposal_to_record, found)]


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("kept") / "a.biaoshu") as store:
        store.add_report(REPORT)
        yield store


@settings(deadline=None)
@given(st.lists(proposals(), max_size=5))
def test_what_is_kept_is_what_was_found(long_lived: Store, found: list[Proposal]) -> None:
    long_lived.kept.keep_proposals(REPORT.digest, KEY, found)
    spans = [span for one in found for span in (one.figure.span, *sum(one.evidence.values(), ()))]
    lies_within = all(span.end <= len(REPORT.text) for span in spans)
    assert whole(long_lived.kept.proposals(REPORT.digest, KEY)) == (whole(found) if lies_within else None)
    assert long_lived.kept.number(REPORT.digest, KEY) == len(found)


def test_what_was_found_from_other_inputs_is_never_returned(tmp_path: Path) -> None:
    with Store.open(kept_store(tmp_path / "a")) as store:
        assert whole(store.kept.proposals(REPORT.digest, KEY)) == whole(PROPOSALS)
        for report, inputs in ((REPORT.digest, OTHER), (REPORT.digest, ""), ("c" * 64, KEY)):
            assert store.kept.proposals(report, inputs) is None
            assert store.kept.number(report, inputs) is None
        store.kept.keep_proposals(REPORT.digest, OTHER, PROPOSALS[:1])
        assert store.kept.proposals(REPORT.digest, KEY) is None, "the one before is gone"
        assert whole(store.kept.proposals(REPORT.digest, OTHER)) == whole(PROPOSALS[:1])
        store.kept.keep_proposals(REPORT.digest, "", PROPOSALS)
        assert store.kept.numbers() == {REPORT.digest: (OTHER, 1)}, "what nobody knows the inputs of is not kept"


def test_what_reports_say_is_kept_for_each_annotator_and_never_returned_damaged(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        rows(store, 1)
        for annotator in ("", "a" * 32):
            store.kept.keep_readings(annotator, [(REPORT.digest, KEY, annotator.encode()), ("c" * 64, "", b"none")])
            assert store.kept.readings(annotator) == {REPORT.digest: (KEY, annotator.encode())}
        store.kept.keep_readings("", [(REPORT.digest, OTHER, b"\x00")])
        assert store.kept.readings("") == {REPORT.digest: (OTHER, b"\x00")}
    tamper(tmp_path / "a.biaoshu", "UPDATE kept_readings SET packed = x'01' WHERE annotator = ''")
    with Store.open(tmp_path / "a.biaoshu") as store:
        assert store.kept.readings("") == {}
        assert store.kept.readings("a" * 32) == {REPORT.digest: (KEY, b"a" * 32)}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE kept_proposals SET packed = x''",
        "UPDATE kept_proposals SET packed = x'00'",
        "UPDATE kept_proposals SET packed = substr(packed, 1, 20)",
        "UPDATE kept_proposals SET packed = zeroblob(1000000)",
        "UPDATE kept_proposals SET number = 3",
        "UPDATE kept_proposals SET hash = ''",
        "UPDATE kept_proposals SET hash = inputs",
        "UPDATE kept_proposals SET report = 'x'",
        "DELETE FROM kept_proposals",
        "UPDATE kept_progress SET counts = '['",
        "UPDATE kept_progress SET counts = '{\"level\": 7}'",
        'UPDATE kept_progress SET counts = \'{"counts": {"level": 7}, "unread": 0, "disputed": 0}\'',
        'UPDATE kept_progress SET counts = \'{"counts": {}, "unread": []}\'',
        "UPDATE kept_progress SET report = 'x', annotator = 'y'",
    ],
)
def test_a_damaged_row_is_not_there_and_nobody_is_told(tmp_path: Path, damage: str) -> None:
    path = kept_store(tmp_path / "a")
    tamper(path, damage)
    assert check(path).faults == []
    with Store.open(path) as store:
        assert store.found == []
        assert len(store.log(REPORT.digest)) == 3
        assert store.kept.proposals(REPORT.digest, KEY) is None or "progress" in damage
        assert all(of.inputs in ("", KEY) for of in store.kept.progress().values())
        # found anew, it is kept as if nothing had been there
        store.kept.keep_proposals(REPORT.digest, KEY, PROPOSALS)
        assert whole(store.kept.proposals(REPORT.digest, KEY)) == whole(PROPOSALS)
    assert check(path).faults == []


def test_a_forged_row_shows_no_figure_outside_its_report_and_fills_no_memory(tmp_path: Path) -> None:
    """Also one whose hash was made anew: what is read is bounded, and lies in the text."""
    from core.store import kept

    path = kept_store(tmp_path / "a")
    with Store.open(path) as store:
        outside = [Proposal(figure(start=10**6, end=10**6 + 3), 0.5)]
        store.kept.keep_proposals(REPORT.digest, KEY, outside)
        assert store.kept.proposals(REPORT.digest, KEY) is None
        for said in (b"[" * 10**6, b"{}", b"[1]", b'[{"kind": "x"}]', b" " * (kept._MOST + 1)):
            packed = zlib.compress(said)
            with store.file.writing():
                store.file.db.execute(
                    "UPDATE kept_proposals SET packed = ?, hash = ?",
                    [packed, kept._hash(REPORT.digest, KEY, 1, packed)],
                )
            assert store.kept.proposals(REPORT.digest, KEY) is None


def test_nothing_of_it_is_merged_and_a_merge_taken_back_leaves_nothing_of_its_reports(tmp_path: Path) -> None:
    other = kept_store(tmp_path / "other")
    with Store.open(tmp_path / "mine") as store:
        mine = store.annotator("王强")
        assert merge(store, [other]).faults == []
        assert store.kept.numbers() == {}
        store.kept.keep_proposals(REPORT.digest, KEY, PROPOSALS)
        store.kept.keep_progress(REPORT.digest, mine, KeptProgress(KEY, COUNTS))
        assert take_back_merge(store) == 3
        assert store.reports() == []
        assert (store.kept.numbers(), store.kept.progress()) == ({}, {})
    assert check(tmp_path / "mine").faults == []


def test_another_decision_makes_another_log_and_none_does_not(tmp_path: Path) -> None:
    with Store.open(kept_store(tmp_path / "a")) as store:
        before = store.kept.logs()
        assert before == store.kept.logs()
        (log,) = before
        store.append([new_step(log[1], REPORT.digest).add(figure("第一"))])
        after = store.kept.logs()
        assert after.keys() == before.keys()
        assert after != before


def test_a_backup_and_a_repaired_store_have_every_decision(tmp_path: Path) -> None:
    path = kept_store(tmp_path / "a")
    with Store.open(path) as store:
        said = content(store)
        backup = make_backup(store, "closing")
    for copy in (backup.path, tmp_path / "new"):
        if not copy.exists():
            assert repair(path, copy).faults == []
        assert check(copy).faults == []
        with Store.open(copy) as store:
            assert content(store) == said
            assert store.kept.proposals(REPORT.digest, KEY) is None or copy == backup.path


def test_a_store_that_is_read_keeps_afterwards(tmp_path: Path) -> None:
    path = kept_store(tmp_path / "a")
    with Store.reading(path) as store:
        store.kept.keep_proposals(REPORT.digest, OTHER, PROPOSALS[:2])
        assert store.kept.proposals(REPORT.digest, OTHER) is None, "a copy is read, and not written to"
    assert not [*tmp_path.glob("a-*")], "nothing is left beside it"
    with Store.open(path) as store:
        assert store.found == []
        assert whole(store.kept.proposals(REPORT.digest, OTHER)) == whole(PROPOSALS[:2])


def test_a_store_that_a_window_has_or_that_is_older_or_read_only_is_left_as_it_is(tmp_path: Path) -> None:
    path = kept_store(tmp_path / "a")
    with child("with Store.open(path) as store:\n    say('open')\n    sys.stdin.read()", path) as window:
        assert answer(window) == "open"
        with Store.reading(path) as store:
            store.kept.keep_proposals(REPORT.digest, OTHER, PROPOSALS[:2])
    older = Path(shutil.copy(Path(__file__).parent / "stores" / "v3.biaoshu", tmp_path))
    before = older.read_bytes()
    with Store.reading(older) as store:
        store.kept.keep_proposals(store.reports()[0].digest, OTHER, [])
    assert older.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("v3*")) == ["v3.biaoshu"], "no backup, no log"
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT inputs FROM kept_proposals").fetchall() == [(KEY,)]


def test_what_ends_in_an_error_keeps_nothing(tmp_path: Path) -> None:
    path = kept_store(tmp_path / "a")
    before = path.read_bytes()

    def break_off() -> None:
        with Store.reading(path) as store:
            store.kept.keep_proposals(REPORT.digest, OTHER, PROPOSALS[:2])
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    assert path.read_bytes() == before


@posix
def test_a_full_disk_while_they_are_kept_loses_nothing(tmp_path: Path) -> None:
    """The disk fails at many points of the writing: decisions go on when there is room again."""
    code = """
        import resource
        from tests.core.making import PROPOSALS
        from tests.core.store.content import content
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store.open(path)
        store.add_report(REPORT)
        store.append([act(store).add(figure("两家"))])
        log = path.with_name(path.name + "-wal")
        before, kept = content(store), 0
        for point in range(40):
            room = log.stat().st_size + point * 701
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            key = f"{point:064}"
            store.kept.keep_proposals(REPORT.digest, key, PROPOSALS * (1 + point))
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            kept += store.kept.number(REPORT.digest, key) is not None
            assert content(store) == before, point
        assert 0 < kept < 40, kept
        store.append([act(store).add(figure("第一"))])
        store.close()
        say("done")
    """
    path = tmp_path / "a"
    with child(code, path) as poor:
        assert answer(poor) == "done"
    assert check(path).faults == []
    with Store.open(path) as store:
        assert len(store.log(REPORT.digest)) == 2


@posix
def test_a_kill_while_they_are_kept_leaves_what_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "a"
    kept_store(path)
    code = """
        from tests.core.making import PROPOSALS
        store = Store.open(path)
        say("open")
        for turn in range(10**6):
            store.kept.keep_proposals(REPORT.digest, f"{turn:064}", PROPOSALS * 50)
    """
    for turn in range(KILLS):
        with child(code, path) as mortal:
            assert answer(mortal) == "open"
            time.sleep(0.01 * turn)
            mortal.kill()
        assert check(path).faults == []
        with Store.open(path) as store:
            assert store.found == []
            assert len(store.log(REPORT.digest)) == 3


def test_two_that_keep_at_once_are_kept_apart(tmp_path: Path) -> None:
    """Programs that only read may end at the same moment: one of them keeps, or both one after the other."""
    path = kept_store(tmp_path / "a")
    code = """
    import sys
    from pathlib import Path
    from core.store import Store
    from tests.core.making import PROPOSALS, REPORT
    for turn in range(20):
        with Store.reading(Path(sys.argv[1])) as store:
            store.kept.keep_proposals(REPORT.digest, sys.argv[2] * 64, PROPOSALS)
    """
    program = [sys.executable, "-c", "\n".join(line[4:] for line in code.splitlines()), str(path)]
    both = [subprocess.Popen([*program, one], cwd=ROOT) for one in "cd"]
    assert [one.wait() for one in both] == [0, 0]
    assert check(path).faults == []
    with Store.open(path) as store:
        assert store.kept.numbers()[REPORT.digest][0] in ("c" * 64, "d" * 64)
        assert len(store.log(REPORT.digest)) == 3
