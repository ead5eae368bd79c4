"""What proposals are found from, as one record: where all of it is the same, so are the proposals."""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from ..model.corrections import UNCORRECTED, Corrections

ROOT = Path(__file__).parents[2]
FROZEN = "resources/detector.txt"
"""Where the packaged app, whose sources are no files, has the version of its detector: written as it is built."""

# the sources and the words that a reading depends on, and the head of the segmenter's dictionary, which has its digest
_SOURCES = (
    "core/detection/**/*.py",
    "core/model/*.py",
    "resources/lexicon/*.toml",
    "resources/confidence_points.toml",
    "resources/regions.toml",
    "resources/areas/*.tsv",
)
_DICTIONARY, _HEAD = "resources/segmenter/words.dat", 64


@dataclass(frozen=True, slots=True)
class DetectionInputs:
    """All that `find_figures` finds proposals from.

    The text by its digest, the report's name, the detector's version, and what an annotator corrects of the report's
    year, its region and its sections. Whatever else the detector is given one day becomes a field here, and with that a
    part of the key.
    """

    digest: str
    name: str
    detector: str
    corrections: Corrections = UNCORRECTED

    def key(self) -> str:
        """Return the hash of all inputs; "" where the detector's version is not known, so that nothing is kept."""
        if not self.detector:
            return ""
        said = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()


def inputs_of(digest: str, name: str, corrections: Corrections = UNCORRECTED) -> DetectionInputs:
    """Return the inputs of a report, by its digest and its name in the store, for the detector of this program."""
    return DetectionInputs(digest, name, detector_version(), corrections)


@cache
def detector_version() -> str:
    """Return the version of this program's detector; "" where it cannot be known."""
    if getattr(sys, "frozen", False):
        try:
            return (ROOT / FROZEN).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""
    return version_of(ROOT)


def version_of(root: Path) -> str:
    """Return the hash of all sources and words that a reading depends on; "" where they are not all there.

    Nobody has to raise it: it is another one whenever one of these files is.
    """
    try:
        files = [sorted(root.glob(pattern)) for pattern in _SOURCES]
        if not all(files):
            return ""
        found = hashlib.sha256()
        for path in (path for some in files for path in some):
            data = path.read_bytes()
            found.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
            found.update(data)
        with (root / _DICTIONARY).open("rb") as file:
            found.update(file.read(_HEAD))
    except OSError:
        return ""
    return found.hexdigest()
