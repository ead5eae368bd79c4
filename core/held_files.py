"""The held file: one that another program has open, so that it is not replaced, or not even read, until it is closed.

Windows keeps a file from others as long as a program has it open and does not share it: a table in Excel from being
replaced, some files from being read. What looks at every new file there, for viruses or to find words in it, has it for
a moment too. Linux does the same with a file on which another one is mounted.
"""

import errno
import os
import sys
import time
from pathlib import Path

# so long a file that is only looked at by the system is waited for
MOMENT_S = 1.0
_PAUSE_S = 0.05
# Windows' numbers: access denied, sharing violation, lock violation
_DENIED, _SHARED, _LOCKED = 5, 32, 33


def replace(new: Path, place: Path, patience: float = MOMENT_S) -> None:
    """Give a file the name of another one, which it replaces; on Windows wait a moment for who looks at either.

    Raise OSError where that fails; `is_held` tells whether another program is why.
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
    """Tell whether another program's having a file open is why something could not be done with it."""
    number = getattr(error, "winerror", None)
    if number is None:
        return error.errno in (errno.EBUSY, errno.ETXTBSY)
    if number == _DENIED and error.filename2 is not None:
        # of two names: the second is a file that is open, unless it may not be written at all
        return Path(error.filename2).is_file() and os.access(error.filename2, os.W_OK)
    return number in (_SHARED, _LOCKED)


def is_shut(path: Path, *, to_writing: bool = False) -> bool:
    """Tell whether another program has a file open and lets nobody read it, or write to it, meanwhile.

    Why a file could not be opened does not tell.
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
