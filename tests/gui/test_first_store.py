"""The first store lies in this machine's data; one that an earlier version made elsewhere is found, opened, told of."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui import app as application
from gui.preferences import settings
from gui.preferences.settings import Settings, default_store, earlier_store
from gui.window import MainWindow

Location = QStandardPaths.StandardLocation


class LikeWindows:
    """Two folders for a user's data, as Windows has them; any other system has one."""

    StandardLocation = Location
    home = Path()

    @classmethod
    def writableLocation(cls, location: Location) -> str:
        names = {Location.AppDataLocation: "Roaming", Location.AppLocalDataLocation: "Local"}
        return str(cls.home / names[location])


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Lay the user's data out as Windows does; return the local folder and the roaming one."""
    monkeypatch.setattr(LikeWindows, "home", tmp_path)
    monkeypatch.setattr(settings, "QStandardPaths", LikeWindows)
    return tmp_path / "Local", tmp_path / "Roaming"


def store_in(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with Store.open(folder / "figures.biaoshu") as store:
        store.add_report(Report(name, f"{name}新增企业12家。\n"))
    return folder / "figures.biaoshu"


def started(qtbot: QtBot) -> MainWindow:
    application.make_application()
    Settings().keep("name_asked", "yes")
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.show()
    application.start(window, [])
    window.settings.flush()
    return window


def test_a_first_start_makes_its_store_in_the_local_folder(places: tuple[Path, Path], qtbot: QtBot) -> None:
    local, roaming = places
    window = started(qtbot)
    assert window.session.store is not None
    assert window.session.store.path == local / "figures.biaoshu"
    assert not roaming.exists()
    assert not window.notice.isVisible()
    window.close()


@pytest.mark.parametrize("is_remembered", [False, True])
def test_a_store_in_the_roaming_folder_is_opened_where_it_is_and_told_of_once(
    is_remembered: bool, places: tuple[Path, Path], qtbot: QtBot
) -> None:
    local, roaming = places
    path = store_in(roaming, "丁丘区")
    if is_remembered:
        Settings().keep("store", str(path))
    for start in range(2):
        window = started(qtbot)
        assert window.session.store is not None
        assert window.session.store.path == path
        assert [entry.name for entry in window.session.reports] == ["丁丘区"]
        assert (str(path) in window.notice.text()) == (start == 0)
        window.close()
    assert not (local / "figures.biaoshu").exists()


def test_of_two_the_local_one_is_the_first_store_and_the_other_is_told_of(
    places: tuple[Path, Path], qtbot: QtBot
) -> None:
    local, roaming = places
    paths = store_in(roaming, "丁丘区"), store_in(local, "戊山区")
    before = [path.read_bytes() for path in paths]
    assert default_store() == paths[1]
    assert earlier_store() == paths[0]
    window = started(qtbot)
    assert window.session.store is not None
    assert window.session.store.path == paths[1]
    assert str(paths[0]) in window.notice.text()
    window.close()
    assert paths[0].read_bytes() == before[0]


def test_what_is_no_file_in_the_roaming_folder_is_no_store(places: tuple[Path, Path]) -> None:
    local, roaming = places
    (roaming / "figures.biaoshu").mkdir(parents=True)
    assert default_store() == local / "figures.biaoshu"
    assert earlier_store() is None


def test_where_there_is_one_folder_nothing_is_earlier(home: Path) -> None:
    if settings.data_folder() != settings.earlier_folder():
        pytest.skip("this system keeps data in two folders")
    store_in(settings.data_folder(), "己水区")
    assert earlier_store() is None
