"""An error is said in the language of the terminal."""

from pathlib import Path

import pytest

from core.annotation.refusal import read_only
from core.catalogue import say, speaks_chinese
from core.errors import UserError

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
    ],
)
def test_the_first_variable_that_is_set_names_the_language(environment: dict[str, str], expected: bool) -> None:
    assert speaks_chinese(environment) is expected


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
