"""docs/dependencies.md has a line for everything the program stands on, and says why what nobody keeps up stays."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = {line.split("|")[1].strip().lower(): line.split("|")[2:6] for line in PAGE.splitlines() if line.startswith("| ")}


def test_every_dependency_has_a_whole_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=~! ]", line)[0].lower() for line in project["dependencies"]}
    assert names | {"pyinstaller", "noto sans sc"} <= set(ROWS)
    assert all(cell.strip() for name in names for cell in ROWS[name])


def test_what_nobody_keeps_up_has_its_reasons() -> None:
    left = {name for name, (_, _, kept_up, _) in ROWS.items() if kept_up.strip().startswith("**no")}
    assert left == {"jieba"}
    reasons = PAGE.partition("\n## jieba\n")[2]
    assert "It stays, because" in reasons
    assert "replaced by" in reasons
