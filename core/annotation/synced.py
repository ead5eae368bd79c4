"""The synced place: whether a folder is a sync program's or another machine's, where SQLite's locks do not hold."""

import re
import sys
from pathlib import Path, PurePath

# what sync programs call their folders, as a whole part of a path
_SYNCED = {
    "OneDrive": r"onedrive( - .*)?",
    "Dropbox": r"dropbox( \(.*\))?",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Google Drive": r"google ?drive|googledrive-.*|my drive",
    "坚果云": r"坚果云.*|nutstore( files)?|我的坚果云",
    "百度网盘": r"百度(网盘|云)?同步(空间|盘|文件夹)?|baidu(netdisk|syncdisk|yundownload).*",
    "Nextcloud": r"nextcloud|owncloud",
    "Syncthing": r"syncthing",
}
_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|sshfs|fuse\.(?!fuseblk).+|9p|afs|davfs\d?|webdav|glusterfs|ceph")
_MOUNTS = Path("/proc/mounts")


def shared_by(path: Path, mounts: str | None = None) -> str:
    """Name the sync program or the network file system a path belongs to, "" where it is a plain local place.

    `mounts` is the table of mounted file systems, the system's own where it is not given.
    """
    place = path.absolute()
    return _network_share(place) or _sync_folder(place) or _mounted(place, _table() if mounts is None else mounts)


def _network_share(place: PurePath) -> str:
    return place.drive if place.drive.startswith(("\\\\", "//")) else ""


def _sync_folder(place: PurePath) -> str:
    for part in place.parts[:-1]:
        for name, pattern in _SYNCED.items():
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return name
    # where the Mac keeps those of every maker
    return "CloudStorage" if "CloudStorage" in place.parts and "Library" in place.parts else ""


def _mounted(place: PurePath, mounts: str) -> str:
    """Find the file system that a place is on: the one mounted nearest above it."""
    nearest, kind = PurePath(), ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        # blanks in a name are written in octal
        where = PurePath(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), words[1]))
        if place.is_relative_to(where) and len(where.parts) >= len(nearest.parts):
            nearest, kind = where, words[2]
    return kind if _NETWORK.fullmatch(kind) else ""


def _table() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace") if sys.platform == "linux" else ""
    except OSError:
        return ""
