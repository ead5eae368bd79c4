"""The panel process: what it reads of a store, what it holds, and what it hands on to be kept."""

from pathlib import Path
from typing import Any

from core.panel.panel_process import PanelTables
from core.process import Message
from core.store import Store
from tests.core.panel.reports import make_store, report

REVIEW = "全省地区生产总值达到5600.5亿元，增长7.5%。"
QUERY = {"view": "concept", "of": "GDP"}


class Asked:
    """Asks the panel of a store, and keeps the lines that come beside the answers."""

    def __init__(self, store: Path) -> None:
        self.beside: list[Message] = []
        self._tables = PanelTables(self.beside.append)
        self._store = store

    def __call__(self, what: str, **more: Any) -> Message:
        request = {"id": 1, "ask": what, "store": str(self._store), "annotator": "", "language": "zh", **more}
        (answer,) = self._tables.answer(request)
        return answer


def test_tables_and_sentences_seen_once_need_no_store_again(tmp_path: Path) -> None:
    path = tmp_path / "s.biaoshu"
    make_store(path, report("湖南省", 2024, REVIEW), report("湖北省", 2024, REVIEW.replace("5600", "5700"))).close()
    ask = Asked(path)
    assert len(ask("table", query=QUERY)["table"]["rows"]) == 2
    assert ask("facts", row=0, column=0)["facts"][0]["words"] == "5700.5亿元"
    # another table, and the sentence of another report, come from what is held: the store is not copied for them
    path.unlink()
    assert ask("table", query={**QUERY, "kind": "growth"})["table"]["cells"][1][0]["text"] == "7.5"
    assert ask("facts", row=1, column=0)["facts"][0]["before"].startswith("全省地区生产总值达到5600.5亿元")
    assert "error" in ask("table", query=QUERY, read=True)


def test_what_was_read_for_the_first_time_is_handed_on_to_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.biaoshu"
    one = report("湖南省", 2024, REVIEW)
    make_store(path, one).close()
    ask = Asked(path)
    ask("subjects")
    (kept,) = ask.beside
    with Store.open(path) as store:
        store.kept.keep_records(kept["rows"])
        assert [*store.kept.readings("")] == [one.digest]
    ask("subjects", read=True)
    assert ask.beside == [kept]
