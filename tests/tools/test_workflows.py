"""The hosted workflows: they do what make does and nothing else, and what is wrong with one is found here."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from tools import dev, environment, workflows

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / workflows.FOLDER).glob("*.yml"))
COMMAND = re.compile(
    r"(?:sudo (?:--preserve-env=[A-Z_,]+ )?)?make ([a-z-]+)(?: ARGS=(\S+))?|python3? tools/dev\.py ([a-z-]+)(?: (.+))?"
)
USES = re.compile(r"uses: (\S+)(?: # (\S+))?$", re.M)
# what only the host can do: lay the files beside the tag
HOSTS_OWN = "gh release create "
# what a later step than lint must do of each system
WANTED = {
    "checks.yml": ["lint", "test", "test", "test", "test-stock"],
    "packages.yml": ["package", "package", "package", "package-test"],
    "release.yml": ["release"],
}


@pytest.fixture(scope="session")
def checkers() -> Path:
    """Return the Python of the environment that make lint checks with; made here where it is missing."""
    try:
        return workflows.provide(ROOT)
    except environment.SetUpError as error:
        pytest.skip(f"the checkers of workflows cannot be installed: {error}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a copy of the workflows."""
    shutil.copytree(ROOT / workflows.FOLDER, tmp_path / workflows.FOLDER)
    return tmp_path


def commands(text: str) -> list[str]:
    """Return what the steps of a workflow run, each of them one line."""
    return [line.strip().removeprefix("- ").removeprefix("run: ") for line in text.splitlines()
            if line.strip().removeprefix("- ").startswith("run:")]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_step_is_a_verb_of_the_bench(path: Path) -> None:
    said = commands(path.read_text(encoding="utf-8"))
    source = (ROOT / "tools" / "dev.py").read_text(encoding="utf-8")
    verbs = []
    for command in said:
        if command.startswith(HOSTS_OWN) and path.name == "release.yml":
            continue
        found = COMMAND.fullmatch(command)
        assert found, f"{path.name}: nobody can give this at home: {command}"
        verb, options = found[1] or found[3], found[2] or found[4] or ""
        assert verb in dev.VERBS
        verbs.append(verb)
        for option in re.findall(r"--[a-z]+", options):
            assert f'"{option}"' in source, f"{path.name}: no verb knows {option}"
    assert sorted(verbs) == WANTED[path.name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_and_few(path: Path) -> None:
    """A tag can be moved to other code by whoever has the action; a commit cannot."""
    for action, version in USES.findall(path.read_text(encoding="utf-8")):
        if action.startswith("$/"):
            assert (ROOT / action.removeprefix("$/")).is_file()
            continue
        name, _, commit = action.partition("@")
        assert name in {
            f"actions/{one}" for one in ("checkout", "setup-python", "upload-artifact", "download-artifact")
        }
        assert re.fullmatch("[0-9a-f]{40}", commit)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version)


def test_only_the_draft_may_write() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert "\npermissions: {}\n" in text
        assert text.count(": write") == (path.name == "release.yml")
        assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_the_python_of_the_workflows_is_one_that_the_project_takes() -> None:
    least = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    named = {found for path in FILES for found in re.findall(r'python-version: "3\.(\d+)"', path.read_text("utf-8"))}
    assert named
    assert all(int(minor) >= int(least.removeprefix(">=3.")) for minor in named)


def test_the_workflows_are_whole(checkers: Path, project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert workflows.check(checkers, project) == 0, capfd.readouterr()


UNREADABLE = {
    "a key that is none": ("runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"),
    "a step that is none": ("- run: make lint", "- ran: make lint"),
    "text that is no YAML": ("jobs:\n", "jobs: [\n"),
}
DANGEROUS = {
    "action-by-its-tag": ("actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "actions/checkout@v6"),
    "credentials-left-behind": ("persist-credentials: false", "fetch-depth: 1"),
    "all-rights": ("permissions: {}", "permissions: write-all"),
    "words-of-a-stranger-in-a-command": ("make lint", "echo ${{ github.event.pull_request.title }}"),
    "code-of-a-stranger-with-rights": ("  pull_request:\n", "  pull_request_target:\n"),
}


def broken(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_no_host_would_run_is_found(
    checkers: Path, project: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = project / workflows.FOLDER / "checks.yml"
    path.write_text(broken(path.read_text(encoding="utf-8"), *UNREADABLE[name]), encoding="utf-8")
    assert workflows.check(checkers, project) == 1
    said = capfd.readouterr()
    assert "checks.yml" in said.out + said.err


def test_what_a_stranger_could_misuse_is_found(
    checkers: Path, project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = (project / workflows.FOLDER / "checks.yml").read_text(encoding="utf-8")
    for name, change in DANGEROUS.items():
        (project / workflows.FOLDER / f"{name}.yml").write_text(broken(whole, *change), encoding="utf-8")
    assert workflows.check(checkers, project) == 1
    said = capfd.readouterr()
    found = set(re.findall(r"([a-z-]+)\.yml:[0-9]", said.out + said.err))
    assert found == set(DANGEROUS)


def test_no_workflow_at_all_is_told(checkers: Path, tmp_path: Path) -> None:
    assert workflows.check(checkers, tmp_path) == 1


def test_the_checkers_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / environment.WORKFLOWS_LOCK).read_text(encoding="utf-8")
    blocks = environment.split(lock)
    assert {"zizmor", "check-jsonschema", *environment.FIRST} <= set(blocks)
    assert all("--hash=sha256:" in block for block in blocks.values())
    assert "://" not in lock
