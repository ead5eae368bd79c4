"""A file held by another program: on Windows opened without sharing, on Linux mounted over, where that may be done."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

READ_SHARED, NOT_SHARED = 1, 0


@contextmanager
def held(path: Path, shared: int = READ_SHARED) -> Iterator[None]:
    """Hold a file as Excel does one that is open in it, others may read it; or from reading too (Windows alone)."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = wintypes.HANDLE
        kernel.CreateFileW.argtypes = (wintypes.LPCWSTR, *[wintypes.DWORD] * 2, wintypes.LPVOID, *[wintypes.DWORD] * 2,
                                       wintypes.HANDLE)  # fmt: skip
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        handle = kernel.CreateFileW(str(path), 0xC0000000, shared, None, 3, 0, None)
        assert handle != wintypes.HANDLE(-1).value
        try:
            yield
        finally:
            kernel.CloseHandle(handle)
        return
    if sys.platform != "linux" or shared == NOT_SHARED or mount("--bind", path, path):
        pytest.skip("here nothing keeps a file from being replaced")
    try:
        yield
    finally:
        assert not subprocess.run(["umount", str(path)], capture_output=True, check=False).returncode


def mount(*words: str | Path) -> int:
    """Mount; return the exit status."""
    return subprocess.run(["mount", *map(str, words)], capture_output=True, check=False).returncode


def may_mount() -> bool:
    """Tell whether a file can be mounted over as things are."""
    with tempfile.NamedTemporaryFile() as file:
        failed = mount("--bind", file.name, file.name)
        return not failed and not subprocess.run(["umount", file.name], capture_output=True, check=False).returncode


def tried_where_one_may_mount(tests: str) -> None:
    """Try a file's tests on Linux in a space of mounts of its own, where anybody may make some."""
    if sys.platform != "linux":
        pytest.skip("only Linux has spaces of mounts")
    if may_mount():
        pytest.skip("they were tried here: mounts are allowed as it is")
    space = ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*space, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system makes no spaces of mounts")
    program = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests, "-k", "not tried_where"]
    done = subprocess.run([*space, *program], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
