"""Chooses the input method: the first of the requested plug-ins that is installed; Fcitx is used by IBus' plug-in.

Qt loads the plug-ins named in QT_IM_MODULES or QT_IM_MODULE, and uses no input method where they are missing. No
package of Qt has a plug-in for Fcitx, so only the keyboard's letters could be typed under Fcitx. But Fcitx 5 also
answers under IBus' name by the desktop portal, and there Qt does not check whether IBus itself is installed.
"""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QPluginLoader

LIST, ONE, PORTAL = "QT_IM_MODULES", "QT_IM_MODULE", "IBUS_USE_PORTAL"
FALLBACK = "ibus"
_FCITX = ("fcitx", "fcitx5")
# built into Qt, for Wayland desktops
_BUILT_IN = "wayland"


def choose_input_method(environment: MutableMapping[str, str], there: Callable[[], set[str]] | None = None) -> None:
    """Set the variables by which the next application object finds an input method; `there` are the installed plug-ins.

    Where none is requested, Qt's own choice stands. Where the chosen one does not answer, Qt composes characters
    itself.
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
    """Return the names of Qt's installed plug-ins for input methods."""
    files = (
        file
        for folder in QCoreApplication.libraryPaths()
        for file in Path(folder, "platforminputcontexts").glob("*")
        if file.is_file()
    )
    metadata = (cast("dict[str, Any]", QPluginLoader(str(file)).metaData()) for file in files)
    return {name for data in metadata for name in data.get("MetaData", {}).get("Keys", [])}
