"""Errors: what the system says of a refusal stands within a sentence of ours."""

import errno

import pytest

from core.model.errors import ReportError, reason_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        # as Windows says it in its own language, and as Python hands its English on
        (OSError(errno.ENOENT, "系统找不到指定的文件。"), "系统找不到指定的文件"),
        (OSError(errno.EACCES, "Access is denied.\r\n"), "Access is denied"),
        (OSError(errno.ENOENT, "No such file or directory"), "No such file or directory"),
        (OSError("Invalid data stream"), "Invalid data stream"),
        (OSError(), "OSError"),
    ],
)
def test_a_reason_brings_no_stop_of_its_own(error: OSError, said: str) -> None:
    assert reason_of(error) == said
    assert str(ReportError("It cannot be read: {reason}.", reason=reason_of(error))).count("。") == 0
