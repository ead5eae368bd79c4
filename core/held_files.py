"""Files that another program has open: they cannot be replaced, or not even read, until it closes them.

Windows locks a file that a program has open and does not share: a table in Excel cannot be replaced, some files cannot
be read. Virus scanners and search indexers open every new file for a moment too. On Linux the same happens to a file on
which another one is mounted.
"""

import errno
import os
import sys
import time
from pathlib import Path

# how long to wait for a file that the system itself may have open for a moment
MOMENT_S = 1.0
_PAUSE_S = 0.05
# Windows' error numbers: access denied, sharing violation, lock violation
_DENIED, _SHARED, _LOCKED = 5, 32, 33


def replace(new: Path, place: Path, patience: float = MOMENT_S) -> None:
    """Move a file over another one; on Windows wait a moment for scanners that have either of them open.

    Raises OSError where that fails; `is_held` tells whether another program is the reason.
    """
    until = time.monotonic() + patience
    while True:
        try:
            new.replace(place)
        except OSError as error:
            if sys.platform != "win32" or not is_held(error) or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def is_held(error: OSError) -> bool:
    """Tell whether an operation failed because another program has a file open."""
    number = getattr(error, "winerror", None)
    if number is None:
        return error.errno in (errno.EBUSY, errno.ETXTBSY)
    if number == _DENIED and error.filename2 is not None:
        # of two names the second one is the open file, unless writing to it is forbidden
        return Path(error.filename2).is_file() and os.access(error.filename2, os.W_OK)
    return number in (_SHARED, _LOCKED)


def is_shut(path: Path, *, to_writing: bool = False) -> bool:
    """Tell whether another program has a file open so that nobody else can read it, or write to it, meanwhile.

    The error of opening the file does not tell that.
    """
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    kernel.CreateFileW.argtypes = (
        *(wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.DWORD),
        wintypes.HANDLE,
    )
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    access, share_all, there = 0xC0000000 if to_writing else 0x80000000, 7, 3
    handle = kernel.CreateFileW(str(path), access, share_all, None, there, 0, None)
    if handle != wintypes.HANDLE(-1).value:
        kernel.CloseHandle(handle)
        return False
    return ctypes.get_last_error() in (_SHARED, _LOCKED)
