"""The catalogue: every sentence the sources can say is collected, and a missing or stale translation is told."""

import sys
from pathlib import Path

import pytest

from tools import catalogue

WINDOW = """
from PySide6.QtCore import QCoreApplication, QT_TRANSLATE_NOOP
ROWS = (QT_TRANSLATE_NOOP("rows", "Reject {name}"),)
LATER = "said later"
class Pane:
    def show(self, many):
        self.tr("a \\"quoted\\" <line>\\nand one more")
        self.tr("%n figures", "", many)
        self.tr("one " "sentence" if many else "another")
        QCoreApplication.translate("rows", ROWS[0])
        QCoreApplication.translate("rows", LATER)
        "text".translate({})
"""
ENGINE = """
from core.model.errors import UserError
class DeepError(UserError): ...
def fail(path, reason):
    raise DeepError("{path} is gone ({reason}).", path=path, reason=reason)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {"gui/pane.py": WINDOW, "core/deep.py": ENGINE}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def translate(project: Path, **changes: str) -> None:
    """Write a catalogue whose translations are the English, but for the contexts changed."""
    sentences = catalogue.collect(project).sentences
    known = {key: [changes.get(key[0], key[1])] for key in sentences}
    path = project / catalogue.TS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalogue.render(sentences, known), encoding="utf-8", newline="\n")


def test_sentences_are_found_in_every_form(project: Path) -> None:
    sources = catalogue.collect(project)
    assert sources.sentences == {
        ("errors", "{path} is gone ({reason}).", ""): False,
        ("rows", "Reject {name}", ""): False,
        ("Pane", 'a "quoted" <line>\nand one more', ""): False,
        ("Pane", "%n figures", ""): True,
        ("Pane", "one sentence", ""): False,
        ("Pane", "another", ""): False,
        ("rows", "said later", ""): False,
    }
    assert sources.problems == []


@pytest.mark.parametrize("said", ["self.tr(name)", "self.tr(f'hello {name}')", "raise DeepError(name)"])
def test_what_is_no_literal_is_told(project: Path, said: str) -> None:
    source = f"class DeepError(UserError): ...\nclass Pane:\n    def show(self, name):\n        {said}\n"
    (project / "core" / "other.py").write_text(source, encoding="utf-8")
    assert catalogue.collect(project).problems == ["core/other.py:4: no literal sentence"]


def test_a_catalogue_reads_back_as_it_was_written(project: Path) -> None:
    translate(project)
    sentences = catalogue.collect(project).sentences
    known = catalogue.read(project / catalogue.TS)
    assert set(known) == set(sentences)
    assert known["Pane", 'a "quoted" <line>\nand one more', ""] == ['a "quoted" <line>\nand one more']
    assert catalogue.render(sentences, known) == (project / catalogue.TS).read_text(encoding="utf-8")
    assert catalogue.faults(sentences, known) == []


def test_a_translation_that_loses_a_field_is_told(project: Path) -> None:
    translate(project, errors="{path} 不见了。")
    sentences = catalogue.collect(project).sentences
    told = catalogue.faults(sentences, catalogue.read(project / catalogue.TS))
    assert told == ["other fields than the English: errors: '{path} is gone ({reason}).'"]


def test_stale_catalogues_fail_the_check(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    translate(project)
    python = Path(sys.executable)
    assert catalogue.update(project, python, check=True) == 1
    assert "biaoshu_zh_CN.qm is out of date" in capfd.readouterr().err
    assert catalogue.update(project, python, check=False) == 0
    assert catalogue.update(project, python, check=True) == 0
    (project / "gui" / "pane.py").write_text(WINDOW + '        self.tr("new here")\n', encoding="utf-8")
    assert catalogue.update(project, python, check=True) == 1
    assert "not translated: Pane: 'new here'" in capfd.readouterr().err
