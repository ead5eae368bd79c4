"""Nothing that leaves is run: no cell of a table by any separator, no character by a terminal; XML stays XML."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.cli.run import one_line, shown
from core.formats.csv import csv_line, inert, tab_separated, write_csv
from core.formats.exported import Exported
from core.formats.label_studio import CONFIGURATION, TASKS, as_xml, configuration, write_label_studio
from core.formats.sdmx import write_sdmx
from core.store import Store
from tests.core.formats.writing import as_files, as_text, part
from tests.core.store.content import rows
from tests.warm import warm

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
NUMBER = re.compile(r"[+\-＋－]?[0-9]+(,[0-9]{3})*(\.[0-9]+)?[%％‰]?")
ODD = ";,\t|\"' \r\n\v\u2028\u3000\ufeff\x1fA1(\\"
CELLS = st.text(alphabet=st.sampled_from(SIGNS + ODD), max_size=8) | st.sampled_from(
    ["-0.3%", "+5.2%", "-5", "1;-5", "=1+1", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "2*cmd|'x'!A0", "增长"]
)  # fmt: skip


def runs(cell: str) -> bool:
    """Tell whether a spreadsheet may take what it read for a formula."""
    # an apostrophe before it says that it is a text
    bare = cell.strip('" \r\n\v\f\u2028\u2029\u3000\u00a0\ufeff\u200b\x1f')
    # a number before a quotation mark is no formula of any language: the rest of a row behind 1;-5
    number = bare.split('"')[0].strip()
    return bool(bare) and bare[0] in SIGNS and not NUMBER.fullmatch(number)


@given(st.lists(CELLS, min_size=2, max_size=4))
@example(["1;-5", "2*cmd|'x'!A0"])
@example(["a;=1+1", ""])
@example(['a\n"=1+1', ""])
@example(["\t=1", ""])
def test_no_cell_runs_by_any_separator(cells: list[str]) -> None:
    line = csv_line(cells)
    first, *others = cells
    held = [str(inert(first, numbers=False)), *(str(inert(cell)) for cell in others)]
    assert next(csv.reader(io.StringIO(line, newline=""))) == held
    for separator in ",;\t|":
        for marks in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            if separator == "," and marks == csv.QUOTE_NONE:
                # who takes the comma for the separator knows the marks around it
                continue
            pieces = re.split("[\r\n]", line) if marks == csv.QUOTE_NONE else io.StringIO(line, newline="")
            for read in csv.reader(pieces, delimiter=separator, quoting=marks, strict=False):
                assert not [cell for cell in read if runs(cell)], (separator, read)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers())
def test_numbers_stay_numbers(number: object) -> None:
    for text in (f"{number}", f"{number}%", f"{number};{number}"):
        if re.fullmatch(r"[-\d.;%]+", text):
            assert inert(text) == text


def hostile_part(words: str) -> Exported:
    """Return the made review with hostile words wherever a text stands."""
    whole = part("all")
    changed = tuple(
        replace(
            row, region=words, report=words, annotator=words, note=words, sentence=words,
            figure=replace(row.figure, indicator=words, unit=words),
        )
        for row in whole.rows
    )  # fmt: skip
    return replace(whole, rows=changed)


@pytest.mark.parametrize("words", ["=1+1", "a;=1+1", "a\t@SUM(1)", "＝1", "-1+cmd|' /C calc'!A0", "a|+1"])
def test_neither_csv_nor_sdmx_runs_a_text(words: str) -> None:
    hostile = hostile_part(words)
    table = io.StringIO(newline="")
    write_csv(hostile.rows, table)
    for written in (as_text(write_sdmx, hostile)[0], table.getvalue(), tab_separated([[words, "-0.3%"]])):
        assert words[-3:] in written
        for separator in ",;\t":
            for read in csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=separator):
                assert not [cell for cell in read if runs(cell)], read


@given(
    st.text(alphabet=st.characters(), max_size=12)
    | st.sampled_from(["]]>", "\x00", "\ud800", "\"'<&>", "\ufffe", "a\nb"])
)
def test_the_labelling_config_is_xml_with_any_label(label: str) -> None:
    whole = part()
    named = replace(whole, rows=tuple(replace(row, figure=replace(row.figure, kind=label)) for row in whole.rows))
    written = configuration([row.figure.kind for row in named.rows])
    found = [one.get("value") for one in ET.fromstring(written.encode()).iter("Label")]
    assert found[-1:] == [as_xml(label)] or label in found
    tasks = json.loads(as_files(write_label_studio, named)[0][TASKS])
    used = {
        name
        for task in tasks for made in task["annotations"] for piece in made["result"]
        for name in piece["value"].get("labels", ())
    }  # fmt: skip
    assert used <= set(found)
    assert CONFIGURATION in as_files(write_label_studio, named)[0]


UNSHOWN = "\x1b\x07\x08\x00\x7f\x9b\x85\u202e\u2066\u200f\u200b\u2028\ufeff\U000e0041"


@given(st.text(alphabet=st.sampled_from(UNSHOWN + 'a\\"\n\t中'), max_size=12))
def test_what_is_shown_moves_nothing_and_json_says_the_same(text: str) -> None:
    assert not set(shown(text)) & set(UNSHOWN)
    assert json.loads(shown(json.dumps({text: text}, ensure_ascii=False))) == {text: text}
    assert not set(one_line(text)) & set(UNSHOWN + "\n\t")


HOSTILE = "r\x1b]0;x\x07\u202e=1\x9b31m"


@pytest.mark.skipif(sys.platform == "win32", reason="no such names on Windows")
def test_no_verb_hands_a_terminal_what_a_file_says(tmp_path: Path) -> None:
    """Each verb, in a real terminal, with hostile names of reports, annotators and files."""
    report = tmp_path / f"{HOSTILE}\n.txt"
    report.write_text("全区地区生产总值达312.6亿元\u202e，增长5.8%。\u2066\n", encoding="utf-8")
    labels, store, other = tmp_path / f"l{HOSTILE}.jsonl", tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    labels.write_text('{"text": "x", "label": [[0, 1, "a\x1b[31m"]]}\n', encoding="utf-8")
    for path in (store, other):
        with Store.open(path) as opened:
            rows(opened, 3, f"李{HOSTILE}")
    forms = ("csv", "jsonl", "html", "conll", "sdmx-csv")
    verbs: list[list[str | Path]] = [
        ["find", report],
        ["find", report, tmp_path / "none\x1b[31m"],
        ["import", store, report],
        ["import", store, labels, "--as", "decisions", "--annotator", "王\x1b[31m"],
        ["propose", store, labels, "--source", "s\x1b[31m\n"],
        ["merge", store, other],
        *([verb, store] for verb in ("stats", "check", "agreement")),
        *(["agreement", store, "--format", form] for form in ("csv", "json")),
        *(["export", store, "--format", form, "--state", "all"] for form in forms),
        ["export", store, "--format", "csv", "--annotator", "x\x1b[31m"],
        ["check", tmp_path / "none\x1b[31m"],
        ["stats", store, "--x\x1b[31m"],
    ]  # fmt: skip
    for arguments in verbs:
        said = in_terminal(arguments)
        found = set(
            re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", said)
        )
        assert not found, (arguments, said)
        assert said
        assert "Traceback" not in said, said


def in_terminal(arguments: list[str | Path]) -> str:
    """Run a verb in a terminal of its own; return all it says there."""
    import pty

    front, terminal = pty.openpty()
    program = warm(*map(str, arguments))
    process = subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal)
    os.close(terminal)
    watch = threading.Timer(60, process.kill)
    watch.start()
    said = b""
    try:
        while piece := os.read(front, 65536):
            said += piece
    except OSError:
        # so Linux says that nobody writes any more
        pass
    finally:
        watch.cancel()
        process.wait()
        os.close(front)
    return said.decode()
