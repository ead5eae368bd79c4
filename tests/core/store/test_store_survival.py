"""A full disk or a kill takes nothing that was acknowledged, and leaves nothing half written."""

import os
import signal
from pathlib import Path

import pytest

from core.store import Store
from tests.core.child import answer, child, posix
from tests.core.making import REPORT

pytestmark = posix


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.biaoshu"


def test_a_full_disk_loses_nothing_and_the_decision_can_be_made_again(path: Path) -> None:
    """A limit on file size stands for the disk: the first write over it fails, as on a disk without space."""
    code = """
        import resource
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store.open(path)
        store.add_report(REPORT)
        annotator = store.annotator("李敏")
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
        written = []
        while True:
            both = new_step(annotator, REPORT.digest)
            rows = [both.add(figure("3.5%")), both.add(figure("两家"))]
            try: store.append(rows)
            except StoreError as error:
                say(error)
                break
            written += rows
        say(store.log(REPORT.digest) == written and len(written) > 20)
        try: store.append(rows)
        except StoreError: say("still full")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        store.append(rows)
        say(store.log(REPORT.digest) == written + rows)
        say(len(written) + 2)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    with child(code, path) as small:
        assert "What was saved before is safe; free some space" in answer(small)
        assert [answer(small) for _ in range(3)] == ["True", "still full", "True"]
        count = int(answer(small))
        small.wait()
    with Store.open(path) as store:
        assert len(store.log(REPORT.digest)) == count


def test_a_disk_full_from_the_start_leaves_no_file_behind(path: Path) -> None:
    code = """
        import resource
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        try: Store.open(path); say("open")
        except StoreError as error: say(error)
    """
    with child(code, path) as small:
        assert "free some space" in answer(small)
    assert list(path.parent.iterdir()) == []


def kill_rounds(path: Path, rounds: int) -> int:
    """Kill a process that decides without end, again and again; return how many decisions are there at last."""
    code = """
        store = Store.open(path)
        store.add_report(REPORT)
        annotator = store.annotator("李敏")
        while True:
            both = new_step(annotator, REPORT.digest)
            rows = [both.add(figure("3.5%")), both.add(figure("两家"))]
            store.append(rows)
            say(" ".join(row.id for row in rows))
    """
    acknowledged: list[str] = []
    for round_ in range(rounds):
        with child(code, path) as killed:
            for _ in range(1 + round_ % 20 * 3):
                acknowledged += answer(killed).split()
            os.kill(killed.pid, signal.SIGKILL)
            assert killed.stdout is not None
            # what was said before the kill was on disk before it was said
            acknowledged += [word for line in killed.stdout if line.endswith("\n") for word in line.split()]
        with Store.open(path) as store:
            log = store.log(REPORT.digest)
            assert next(store.file.db.query("PRAGMA integrity_check"))["integrity_check"] == "ok"
        ids = [row.id for row in log]
        said = set(acknowledged)
        assert [one for one in ids if one in said] == acknowledged
        assert len(ids) % 2 == 0, "half an act"
        # an act may be on disk that could not be acknowledged any more
        acknowledged = ids
    return len(acknowledged)


def test_no_acknowledged_decision_is_lost_to_a_kill(path: Path) -> None:
    assert kill_rounds(path, 20) > 2 * 20


def test_a_first_start_killed_anywhere_leaves_a_store_that_opens(path: Path) -> None:
    """Die before each call of SQLite in turn, until a start gets through."""
    code = """
        def die_at(turn):
            def count(frame, event, called):
                nonlocal turn
                if event == "c_call" and called.__name__ == "execute":
                    turn -= 1
                    if turn == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
            sys.setprofile(count)

        status, turn = -1, 0
        while status:
            turn += 1
            pid = os.fork()
            if not pid:
                die_at(turn)
                Store.open(path)
                os._exit(0)
            status = os.waitpid(pid, 0)[1]
            with Store.open(path) as store:
                assert store.reports() == [] and store.add_report(REPORT)
            path.unlink()
            assert not list(path.parent.iterdir())
        say(turn)
    """
    with child(code, path) as mortal:
        assert int(answer(mortal) or 0) > 20
