"""What is copied as a table is pasted cell by cell: numbers as numbers, everything else as the text it is."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from core.formats.clipboard_table import html_table


class Cells(HTMLParser):
    """Reads a table as whoever pastes it does."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[dict[str, str | None], str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            marks, text = self.rows[-1][-1]
            self.rows[-1][-1] = (marks, text + data)


def test_numbers_are_numbers_and_dates_and_formulas_are_texts() -> None:
    written = ["63850000000", "-0.3", "5;10", "2021/2025", "007", "=1+1", "1234567890123456", "<b>8</b>"]
    head, row = Cells(html_table(["Value"] * len(written), [written])).rows
    assert [text for _, text in head] == ["Value"] * len(written)
    assert [marks.get("x:num") for marks, _ in row] == ["63850000000", "-0.3", *[None] * 6]
    assert [text for _, text in row] == ["63850000000", "-0.3", "5;10", "2021/2025", "007", "'=1+1", *written[-2:]]


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=4))
def test_every_cell_has_its_place_whatever_is_in_it(rows: list[list[str]]) -> None:
    read = Cells(html_table(["a", "b", "c"], rows)).rows
    assert [len(row) for row in read] == [3] * (len(rows) + 1)
    for row, cells in zip(rows, read[1:], strict=True):
        for written, (_, text) in zip(row, cells, strict=True):
            assert "".join(text.split()).replace("'", "") == "".join(written.split()).replace("'", "")
