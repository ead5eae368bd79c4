"""An error is said in the language of the terminal."""

from pathlib import Path

import pytest

from core.cli import translation
from core.cli.translation import first_spoken, name_of, say, speaks_chinese
from core.model.errors import UserError
from core.store.refusals import read_only

CHINA = {"LANG": "zh_CN.UTF-8"}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW"}, True),
        ({"LANG": "zh_CN", "LC_ALL": "", "LC_MESSAGES": ""}, True),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, True),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_GB:zh_CN"}, False),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:zh"}, True),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, False),
    ],
)
def test_the_first_variable_that_is_set_names_the_language(environment: dict[str, str], expected: bool) -> None:
    assert speaks_chinese(environment) is expected


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(0x0804, "zh"), (0x0404, "zh"), (0x7804, "zh"), (0x0004, "zh"), (0x0409, "en"), (0x0411, "en"), (0xFFFF, "en")],
)
def test_where_no_variable_is_set_the_terminal_speaks_as_windows_does(
    monkeypatch: pytest.MonkeyPatch, number: int, spoken: str
) -> None:
    """Only the number that Windows would answer with is put in its place."""
    monkeypatch.setattr(translation, "display_languages", lambda: [name_of(number)])
    assert speaks_chinese({}) is (spoken == "zh")
    # who sets a variable means it
    assert speaks_chinese({"LANG": "en_US"}) is False
    assert speaks_chinese({"LANG": "zh_CN"}) is True


@pytest.mark.parametrize(
    ("names", "spoken"),
    [
        (["en-Latn-US", "en-US", "zh-Hans-CN"], "en"),
        (["fr-FR", "zh-Hant-TW", "en"], "zh"),
        (["zh-HK"], "zh"),
        (["C"], "en"),
        (["de", "", "fr"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_the_program_has_is_spoken(names: list[str], spoken: str) -> None:
    assert first_spoken(names) == spoken


def test_a_sentence_is_said_in_chinese_with_its_facts() -> None:
    error = read_only(Path("三月") / "figures.biaoshu")
    said = say(error, CHINA)
    assert "三月" in said
    assert said != say(error, {}) == str(error)
    assert not any(letter.isalpha() and letter.isascii() for letter in said)


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert say(UserError("No such {thing}.", thing="{x}"), CHINA) == "No such {x}."


@pytest.mark.parametrize("content", [None, "", "<TS>", "<TS><context/></TS>"])
def test_a_broken_catalogue_does_not_hide_the_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "x.ts").write_text(content)
    assert say(UserError("It failed."), CHINA, tmp_path / "x.ts") == "It failed."


def test_an_unfinished_translation_is_not_said(tmp_path: Path) -> None:
    message = "<message><source>It failed.</source><translation type='unfinished'></translation></message>"
    other = message.replace("</translation>", "别处</translation>")
    contexts = f"<context><name>gui</name>{other}</context><context><name>errors</name>{message}</context>"
    (tmp_path / "x.ts").write_text(f"<TS>{contexts}</TS>", encoding="utf-8")
    assert say(UserError("It failed."), CHINA, tmp_path / "x.ts") == "It failed."
