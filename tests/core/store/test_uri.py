"""A store is named to SQLite whatever is in its path, on a Windows share too."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from core.store import Store
from core.store.connection import uri_of


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/data/li min/a.biaoshu"), "///data/li%20min/a.biaoshu"),
        (PureWindowsPath(r"C:\Users\li min\a#1?.biaoshu"), "///C:/Users/li%20min/a%231%3F.biaoshu"),
        (PureWindowsPath(r"\\server\share\a 1.biaoshu"), "%5C%5Cserver%5Cshare%5Ca%201.biaoshu"),
        (PureWindowsPath("\\\\?\\C:\\a#1.biaoshu"), "%5C%5C%3F%5CC%3A%5Ca%231.biaoshu"),
    ],
)
def test_a_path_is_named_as_sqlite_takes_it(path: PurePosixPath | PureWindowsPath, uri: str) -> None:
    assert uri_of(path) == f"file:{uri}"
    # SQLite itself refuses a host that is not its own machine, before it looks for the file
    with (
        pytest.raises(sqlite3.OperationalError, match="unable to open"),
        closing(sqlite3.connect(f"file:{uri}?mode=ro", uri=True)),
    ):
        pass


def test_a_store_lies_under_any_name(tmp_path: Path) -> None:
    for name in ("a b", "统计 局", "50%", "a#b", "a&b=d", "𠮷", *(["a?b&c=d"] if os.name == "posix" else [])):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / f"{name}.biaoshu"
        with Store.open(path) as store:
            assert store.reports() == []
        assert sorted(file.name for file in folder.iterdir()) == [path.name]
