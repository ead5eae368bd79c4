"""Signing for Windows: one command, where a certificate is given; it is named by variables and is never in the project.

BIAOSHU_CERTIFICATE names a .pfx file, BIAOSHU_CERTIFICATE_PASSWORD a file whose first line is its password, and
BIAOSHU_TIMESTAMP the address of a service that says when it was signed, without which a signature ends with its
certificate. osslsigncode signs on Linux, signtool on Windows.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

CERTIFICATE, PASSWORD, TIMESTAMP = "BIAOSHU_CERTIFICATE", "BIAOSHU_CERTIFICATE_PASSWORD", "BIAOSHU_TIMESTAMP"
UNSIGNED = (
    f"not signed: no certificate is given ({CERTIFICATE}; docs/packaging.md). "
    "Windows will warn that the publisher is unknown."
)


class SigningError(Exception):
    """Something could not be signed; says in a line why."""


def is_given(given: Mapping[str, str] = os.environ) -> bool:
    """Tell whether there is a certificate to sign with."""
    return bool(given.get(CERTIFICATE))


def sign(paths: Sequence[Path], given: Mapping[str, str] = os.environ) -> None:
    """Sign programs in place; raise SigningError where there is no certificate, no signer, or it refuses."""
    if not is_given(given):
        raise SigningError(UNSIGNED)
    certificate, password = Path(given[CERTIFICATE]), given.get(PASSWORD, "")
    for needed in filter(None, (given[CERTIFICATE], password)):
        if not Path(needed).is_file():
            raise SigningError(f"{needed}: there is no such file")
    for path in paths:
        _sign(path, certificate, password, given.get(TIMESTAMP, ""))


def _sign(path: Path, certificate: Path, password: str, timestamp: str) -> None:
    signer = shutil.which("signtool" if sys.platform == "win32" else "osslsigncode")
    if signer is None:
        raise SigningError("needs osslsigncode on Linux, signtool (Windows SDK) on Windows")
    signed = path.with_name(path.name + ".signed")
    if sys.platform == "win32":
        secret = Path(password).read_text(encoding="utf-8").splitlines()[0] if password else ""
        words = ["sign", "/fd", "sha256", "/f", str(certificate), *(("/p", secret) if secret else ())]
        words += [*(("/tr", timestamp, "/td", "sha256") if timestamp else ()), str(path)]
    else:
        words = ["sign", "-pkcs12", str(certificate), *(("-readpass", password) if password else ())]
        words += ["-h", "sha256", "-n", "Biaoshu", *(("-ts", timestamp) if timestamp else ())]
        words += ["-in", str(path), "-out", str(signed)]
    done = subprocess.run([signer, *words], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        signed.unlink(missing_ok=True)
        raise SigningError(f"{path.name} could not be signed: {(done.stderr or done.stdout).strip()}")
    if signed.exists():
        signed.chmod(path.stat().st_mode)
        signed.replace(path)


if __name__ == "__main__":
    # as the installer's compiler calls it, for what it makes itself
    try:
        sign([Path(word) for word in sys.argv[1:]])
    except SigningError as error:
        sys.exit(str(error))
