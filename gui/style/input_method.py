"""The input method: the first plug-in of those asked for that is there; Fcitx is spoken to as IBus.

Qt asks for plug-ins by name in QT_IM_MODULES or QT_IM_MODULE, and where one is missing it takes no other input method:
under Fcitx, whose plug-in no package of Qt has, nothing but the letters of the keyboard could be typed. Fcitx 5 answers
to IBus' name as well, by the desktop's portal; there Qt does not ask whether IBus itself is installed.
"""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QPluginLoader

LIST, ONE, PORTAL = "QT_IM_MODULES", "QT_IM_MODULE", "IBUS_USE_PORTAL"
FALLBACK = "ibus"
_FCITX = ("fcitx", "fcitx5")
# part of Qt itself, where the desktop is a Wayland one
_BUILT_IN = "wayland"


def choose_input_method(environment: MutableMapping[str, str], there: Callable[[], set[str]] | None = None) -> None:
    """Have the application that is made next take an input method that is there; `there` names the plug-ins that are.

    Where none is asked for, Qt's own choice stands; where the one taken does not answer, Qt composes letters itself.
    """
    asked = [name for name in (environment.get(LIST) or environment.get(ONE, "")).split(";") if name]
    if not asked:
        return
    known = (there or plugins)() | {_BUILT_IN}
    if asked[0] in known:
        return
    taken = [FALLBACK if name in _FCITX and name not in known else name for name in asked]
    taken = [name for name in dict.fromkeys(taken) if name in known] or [FALLBACK]
    environment[LIST] = ";".join(taken)
    if any(name in _FCITX for name in asked):
        environment.setdefault(PORTAL, "1")


def plugins() -> set[str]:
    """Return the names that Qt's plug-ins for input methods go by."""
    files = (
        file
        for folder in QCoreApplication.libraryPaths()
        for file in Path(folder, "platforminputcontexts").glob("*")
        if file.is_file()
    )
    metadata = (cast("dict[str, Any]", QPluginLoader(str(file)).metaData()) for file in files)
    return {name for data in metadata for name in data.get("MetaData", {}).get("Keys", [])}
