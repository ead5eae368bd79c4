"""An input method that is there is taken where another is asked for, and under Fcitx 5 Chinese is really typed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.style.input_method import choose_input_method, plugins
from tests.gui.test_first_light import ProgramOnScreen, decided, wait_for

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no plug-ins to choose from")
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""


@LINUX
@pytest.mark.usefixtures("qapp")
def test_qt_brings_ibus_and_no_fcitx() -> None:
    assert {"ibus", "compose"} <= plugins()
    assert not {"fcitx", "fcitx5"} & plugins()


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ({}, {}),
        ({"QT_IM_MODULE": "ibus"}, {}),
        ({"QT_IM_MODULE": "compose"}, {}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {}),
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULES": "ibus", "IBUS_USE_PORTAL": "1"}),
        ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULES": "ibus", "IBUS_USE_PORTAL": "1"}),
        ({"QT_IM_MODULES": "fcitx;wayland"}, {"QT_IM_MODULES": "ibus;wayland", "IBUS_USE_PORTAL": "1"}),
        ({"QT_IM_MODULES": "fcitx;ibus;compose"}, {"QT_IM_MODULES": "ibus;compose", "IBUS_USE_PORTAL": "1"}),
        # the list is Qt's first choice, the one name its second
        ({"QT_IM_MODULES": "compose", "QT_IM_MODULE": "fcitx"}, {}),
        ({"QT_IM_MODULE": "uim"}, {"QT_IM_MODULES": "ibus"}),
        ({"QT_IM_MODULES": "uim;compose"}, {"QT_IM_MODULES": "compose"}),
        # what is said of the portal is meant
        ({"QT_IM_MODULE": "fcitx", "IBUS_USE_PORTAL": "0"}, {"QT_IM_MODULES": "ibus"}),
    ],
)
def test_the_first_that_is_there_is_taken(asked: dict[str, str], taken: dict[str, str]) -> None:
    environment = dict(asked)
    choose_input_method(environment, lambda: {"ibus", "compose", "xim", "qtvirtualkeyboard"})
    assert environment == asked | taken


def test_fcitx_itself_is_taken_where_its_plug_in_is_there() -> None:
    environment = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environment, lambda: {"ibus", "fcitx", "fcitx5"})
    assert environment == {"QT_IM_MODULE": "fcitx"}


@pytest.fixture
def fcitx(display: dict[str, str], home: Path) -> Iterator[dict[str, str]]:
    """Start Fcitx 5 with pinyin on the virtual screen; yield the variables a desktop with it has."""
    for program in ("fcitx5", "dbus-daemon", "xdotool"):
        if not shutil.which(program):
            pytest.skip(f"needs {program} (Debian: fcitx5 fcitx5-pinyin dbus xdotool)")
    if not Path("/usr/share/fcitx5/inputmethod/pinyin.conf").is_file():
        pytest.skip("needs the pinyin of Fcitx 5 (Debian: fcitx5-pinyin)")
    (home / "config" / "fcitx5").mkdir()
    (home / "config" / "fcitx5" / "profile").write_text(PROFILE, encoding="utf-8")
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(bus, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        place = display | {"DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip(), "QT_IM_MODULE": "fcitx"}
        method = ["fcitx5", "-D", "--disable=notificationitem,notifications"]
        with subprocess.Popen(method, env=os.environ | place, stderr=subprocess.DEVNULL) as running:
            wait_for(lambda: _answers(place))
            yield place
            running.terminate()
        daemon.terminate()


def _answers(place: dict[str, str]) -> bool:
    said = subprocess.run(
        ["fcitx5-remote", "-s", "keyboard-us"], env=os.environ | place, capture_output=True, check=False
    )
    return said.returncode == 0


def test_chinese_is_typed_into_a_note_under_fcitx(fcitx: dict[str, str], home: Path, sample: Path) -> None:
    screen = ProgramOnScreen(fcitx, home, str(sample))
    try:
        screen.wait_for_title(sample.stem)
        screen.wait_for_place()
        screen.press("m")
        time.sleep(1)
        screen.press("ctrl+space")
        time.sleep(1)
        screen.press(*"jingji")
        time.sleep(1)
        # the first word of the list
        screen.press("space")
        time.sleep(1)
        screen.press("ctrl+space", "Return")
        wait_for(lambda: decided(screen))
        assert [row.remark and row.remark.note for row in decided(screen)] == ["经济"]
    finally:
        screen.kill()
