"""The annotated page holds any text whole, tells of every figure, and runs nothing."""

from html.parser import HTMLParser

from hypothesis import given, settings

from core.formats.exported import Exported
from core.formats.html_page import write_page
from tests.core.formats.writing import as_text, drawn_parts, one, part
from tests.core.making import TEXT, exported


class Page(HTMLParser):
    """The text of a page's first section, what its marks tell, and whatever it would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.marks, self.fetched = "", [], []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("script", "img", "link", "iframe", "object") or any(name.startswith("on") for name in told):
            self.fetched.append(tag)
        if tag == "div" and told.get("class") == "text":
            self._inside = 1
        elif tag == "mark" and self._inside:
            self.marks.append((len(self.text), told.get("id"), told["data-told"] or ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and int(tag != "div")

    def handle_data(self, data: str) -> None:
        self.text += data * self._inside


def read_page(*parts: Exported) -> Page:
    text, _ = as_text(write_page, *parts)
    page = Page()
    page.feed(text)
    assert page.fetched == []
    assert "default-src 'none'" in text
    return page


def test_a_page_shows_the_text_with_its_marks() -> None:
    page = read_page(part("all"))
    assert page.text == TEXT
    assert [place for place, _, _ in page.marks] == [row.figure.start for row in exported("all")]
    assert page.marks[1][2].split("\n")[0] == "地区生产总值 ≥ -3.5 %"


@settings(max_examples=40, deadline=None)
@given(drawn_parts())
def test_a_page_holds_any_text_whole_and_marks_every_figure_once(drawn: Exported) -> None:
    page = read_page(drawn)
    assert page.text == drawn.report.text
    named = [name for _, name, _ in page.marks if name]
    # a figure that shorter ones cover whole has no piece of its own
    assert len(named) == len(set(named)) <= len(drawn.rows)
    assert bool(named) == bool(drawn.rows)


def test_a_page_runs_nothing_that_a_report_says() -> None:
    made = one("<script>alert(1)</script>&amp;5", "5", indicator='"><img src=x onerror=alert(1)>')
    page = read_page(made)
    assert page.text == made.report.text
