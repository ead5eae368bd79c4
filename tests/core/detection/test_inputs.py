"""The key of kept proposals: another one whenever anything is another that they are found from."""

import shutil
import sys
from dataclasses import fields, replace
from inspect import signature
from pathlib import Path

import pytest

from core.detection import inputs
from core.detection.inputs import FROZEN, DetectionInputs, detector_version, inputs_of, version_of
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.report import About, Note, Report

ROOT = Path(__file__).parents[3]
INPUTS = DetectionInputs("a" * 64, "云汀区", "v")
TEXT = "地区生产总值增长5%，新增企业5家。"


def copied(place: Path) -> Path:
    """Copy what the version of the detector is made of."""
    for part in ("core/detection", "core/model", "resources/lexicon", "resources/segmenter", "resources/areas"):
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("confidence_points.toml", "regions.toml"):
        shutil.copy(ROOT / "resources" / name, place / "resources")
    return place


@pytest.mark.parametrize("name", [field.name for field in fields(DetectionInputs)])
def test_each_input_is_in_the_key(name: str) -> None:
    other = replace(INPUTS, **{name: f"{getattr(INPUTS, name)}x"})
    assert other.key() != INPUTS.key() == replace(INPUTS).key()


def test_the_detector_is_given_no_input_that_is_not_in_the_key() -> None:
    """It takes a report and its own lexicon; of a report it looks at the text and the name. More goes into the key."""
    assert list(signature(find_figures).parameters) == ["report", "lexicon"]
    plain = Report("云汀区", TEXT)
    told = Report("云汀区", TEXT, "gb18030", (Note("{number} lost", 1),), About("另一区2019年报告", "2019-01-01", "x"))
    assert find_figures(plain, load_lexicon()) == find_figures(told, load_lexicon()) != []
    known = {"name", "text", "encoding", "notes", "about", "corrections", "digest"}
    assert {field.name for field in fields(Report)} == known
    assert "corrections" in {field.name for field in fields(DetectionInputs)}
    assert inputs_of(plain.digest, plain.name) == inputs_of(told.digest, told.name)
    assert inputs_of(plain.digest, "别区") != inputs_of(plain.digest, plain.name)


def test_no_change_of_the_detector_can_be_forgotten(tmp_path: Path) -> None:
    """A rule, a word, an attribute, the dictionary, a file more or one less: each is another version."""
    place = copied(tmp_path)
    versions = [version_of(place), version_of(ROOT)]
    assert versions[0] == versions[1] != ""
    for path in (
        "core/detection/grammar.py",
        "core/detection/period/expressions.py",
        "core/model/attributes.py",
        "resources/lexicon/cues.toml",
        "resources/confidence_points.toml",
        "resources/regions.toml",
        "resources/areas/codes.tsv",
    ):
        file = place / path
        file.write_bytes(file.read_bytes() + b"\n")
        versions.append(version_of(place))
    (place / "core/detection/indicator/more.py").touch()
    versions.append(version_of(place))
    (place / "core/detection/base.py").unlink()
    versions.append(version_of(place))
    words = place / "resources/segmenter/words.dat"
    words.write_bytes(words.read_bytes()[:16] + b"another" + words.read_bytes()[23:])
    versions.append(version_of(place))
    (place / "core/detection/area.py").rename(place / "core/detection/place.py")
    versions.append(version_of(place))
    assert len(set(versions)) == len(versions) - 1
    # what is no source is none of it
    (place / "core/detection/notes.txt").write_text("x", encoding="utf-8")
    assert version_of(place) == versions[-1]


def test_where_the_sources_are_not_there_no_version_is_known_and_nothing_kept(tmp_path: Path) -> None:
    place = copied(tmp_path)
    for path in (place / "core/detection").rglob("*.py"):
        path.unlink()
    assert version_of(place) == "" == version_of(tmp_path / "none")
    assert replace(INPUTS, detector="").key() == ""


def test_a_packaged_app_has_the_version_it_was_built_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sources are no files: it has the version in a file, and knows none where that is missing."""
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    assert "version_of(ROOT)" in spec
    assert "FROZEN" in spec
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(inputs, "ROOT", tmp_path)
    detector_version.cache_clear()
    try:
        assert detector_version() == ""
        detector_version.cache_clear()
        (tmp_path / FROZEN).parent.mkdir()
        (tmp_path / FROZEN).write_text(version_of(ROOT), encoding="ascii")
        assert detector_version() == version_of(ROOT) != ""
    finally:
        detector_version.cache_clear()


def test_the_version_is_the_programs_own() -> None:
    assert detector_version() == version_of(ROOT)
    assert len(detector_version()) == 64
