"""Job objects: how Windows limits the reading process, since it has no RLIMIT and nothing like Landlock.

A job is a group of processes with limits; a nested job can only narrow them. The reading process puts itself into a job
and closes the handle, so that nobody can widen it again. Whoever starts that process ties it to itself by another job,
which Windows closes when its owner ends, however that happens.
"""

import ctypes
import sys

from .limits import MEMORY

# The numbers of <winnt.h> and <winbase.h>.
_EXTENDED = 9
_PROCESSES, _PROCESS_MEMORY, _JOB_MEMORY, _DIE_ON_FAULT, _KILL_ON_CLOSE = 0x8, 0x100, 0x200, 0x400, 0x2000
_TERMINATE, _SET_QUOTA = 0x1, 0x100
_QUERY_TOKEN, _ADJUST_TOKEN, _INTEGRITY_OF_TOKEN, _INTEGRITY = 0x8, 0x80, 25, 0x20
_LOW = 4096


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION, in types whose sizes are the same on every system."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_in_memory", ctypes.c_size_t),
        ("most_in_memory", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("processors", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits),
        ("counted", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_of_process", ctypes.c_size_t),
        ("peak_of_job", ctypes.c_size_t),
    )


def limits_of_reader() -> ExtendedLimits:
    """Return the limits that the reading process sets itself: memory, no other process, no error dialog.

    No limit allows a process to leave the job; a job forbids that by default.
    """
    basic = BasicLimits(flags=_PROCESS_MEMORY | _PROCESSES | _DIE_ON_FAULT, processes=1)
    return ExtendedLimits(basic=basic, process_memory=MEMORY)


def limits_of_converter(memory: int) -> ExtendedLimits:
    """Return the limits of the process that runs LibreOffice and all that it starts: memory together, and its end."""
    return ExtendedLimits(basic=BasicLimits(flags=_JOB_MEMORY | _DIE_ON_FAULT | _KILL_ON_CLOSE), job_memory=memory)


def enter_converters_job(memory: int) -> None:
    """Put this process, with whatever it starts, into a job that may have so many bytes and ends when it does."""
    if sys.platform == "win32":
        # the handle stays open as long as this process: Windows closes the job with it
        _job_with(limits_of_converter(memory), _kernel().GetCurrentProcess())


def limits_of_tied_process() -> ExtendedLimits:
    """Return what ties a process to the one that started it: it ends when that does."""
    return ExtendedLimits(basic=BasicLimits(flags=_KILL_ON_CLOSE))


class TiedProcess:
    """Ties a process to this one as long as this object is kept: Windows ends it when this process ends in any way."""

    def __init__(self, process: int) -> None:
        self._job = 0
        if sys.platform == "win32":
            self._job = _tied(process)

    def let_go(self) -> None:
        """End the process that is tied, if it still runs."""
        job, self._job = self._job, 0
        if job and sys.platform == "win32":
            _kernel().CloseHandle(job)

    def __del__(self) -> None:
        """End the process when nothing refers to this object any more."""
        self.let_go()


def close_process() -> str:
    """Give up, on Windows, what reading never needs; return what is confined now, "" where nothing is."""
    if sys.platform == "win32":
        return f"{_enter_job()}, {_lower()}"
    return ""


if sys.platform == "win32":

    class _SidAndAttributes(ctypes.Structure):
        """SID_AND_ATTRIBUTES, by which Windows is told an integrity level."""

        _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))

    def _kernel() -> ctypes.WinDLL:
        library = ctypes.WinDLL("kernel32", use_last_error=True)
        handle, number = ctypes.c_void_p, ctypes.c_uint32
        for name, result, arguments in (
            ("CreateJobObjectW", handle, (handle, handle)),
            ("SetInformationJobObject", number, (handle, number, handle, number)),
            ("AssignProcessToJobObject", number, (handle, handle)),
            ("GetCurrentProcess", handle, ()),
            ("OpenProcess", handle, (number, number, number)),
            ("CloseHandle", number, (handle,)),
        ):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
        return library

    def _job_with(limits: ExtendedLimits, process: int) -> int:
        """Return the handle of a job with these limits that holds a process, 0 where Windows refuses."""
        kernel = _kernel()
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return 0
        size = ctypes.sizeof(limits)
        if kernel.SetInformationJobObject(
            job, _EXTENDED, ctypes.byref(limits), size
        ) and kernel.AssignProcessToJobObject(job, process):
            return int(job)
        kernel.CloseHandle(job)
        return 0

    def _tied(process: int) -> int:
        kernel = _kernel()
        handle = kernel.OpenProcess(_TERMINATE | _SET_QUOTA, 0, process)
        if not handle:
            return 0
        try:
            return _job_with(limits_of_tied_process(), handle)
        finally:
            kernel.CloseHandle(handle)

    def _enter_job() -> str:
        kernel = _kernel()
        job = _job_with(limits_of_reader(), kernel.GetCurrentProcess())
        if not job:
            return f"no job ({ctypes.get_last_error()})"
        # the job lasts as long as a process is in it, and without a handle nobody can change it
        kernel.CloseHandle(job)
        return "job"

    def _lower() -> str:
        """Lower the process to low integrity: it may read what the user may read, and write to nothing of it."""
        security = ctypes.WinDLL("advapi32", use_last_error=True)
        pointer, number = ctypes.c_void_p, ctypes.c_uint32
        security.OpenProcessToken.argtypes = (pointer, number, pointer)
        security.SetTokenInformation.argtypes = (pointer, number, pointer, number)
        # revision 1, one subauthority, authority 16 (mandatory label), the level
        sid = ctypes.create_string_buffer(bytes((1, 1, 0, 0, 0, 0, 0, 16)) + _LOW.to_bytes(4, "little"), 12)
        label = _SidAndAttributes(ctypes.addressof(sid), _INTEGRITY)
        kernel, token = _kernel(), ctypes.c_void_p()
        if not security.OpenProcessToken(kernel.GetCurrentProcess(), _QUERY_TOKEN | _ADJUST_TOKEN, ctypes.byref(token)):
            return f"no low integrity ({ctypes.get_last_error()})"
        size = ctypes.sizeof(label) + len(sid)
        done = security.SetTokenInformation(token, _INTEGRITY_OF_TOKEN, ctypes.byref(label), size)
        reason = ctypes.get_last_error()
        kernel.CloseHandle(token)
        return "low integrity" if done else f"no low integrity ({reason})"
