"""The first-sight texts: passages drawn by a seed that nobody reads before the rules they test are finished.

    python -m tools.first_sight [--corpus DIR] [--seed 20261130]

Draws eight passages of 40 to 60 figures from the reports of counties, districts and cities beside the project, at most
one a place, of no text that shares a part with a labelled one or that an earlier draw has used up.
tests/first_sight.json keeps the seed, the digests of the texts drawn and of every other text that shares much with one
of them, the places of the passages, and the digests of earlier draws: no text.
The detector counts the figures; nothing of a text is printed. Whatever reads texts beside the project to measure or to
compare leaves these out: `is_first_sight` tells.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures
from core.files.load import load
from core.jobs.read_files import ProcessReader, reports_in
from core.model.figure import Span
from core.model.report import Report

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
KEPT = ROOT / "tests" / "first_sight.json"
SEED = 20261130
PASSAGES = 8
FEWEST, MOST = 40, 60
"""How many figures a passage has."""

_FOLDERS = ("local", "districts")
# no report of a county, district or city: communiqués, budgets, an encyclopedia, the rule of law, links, provinces
_OTHER = re.compile("公报|预算|维基|法治|导航|国务院|广东省|重庆|北京|上海|天津")
_PLACE = re.compile("([\u4e00-\u9fff]{1,4}?)(?:新区|自治县|[市县区])")
_DISTRICT = re.compile("南山|坪山|罗湖|福田|龙华|光明|大鹏|盐田|宝安|龙岗")

_RUN = 20
"""How many characters in a row are compared."""

_ONE_IN = 8
"""Of so many of these runs one is kept, chosen by its hash, so that the same runs are kept of every text."""

_SHARED = 0.1
"""Which part of the shorter text's runs makes two texts copies, one of the other or of a part of it."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a text that is known by its digest, and how many figures the detector found in it."""

    digest: str
    span: Span
    figures: int


@cache
def kept_digests() -> frozenset[str]:
    """Return the digests of the texts drawn and of their copies; none before the first draw."""
    if not KEPT.is_file():
        return frozenset()
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return frozenset([*(one["digest"] for one in kept["passages"]), *kept["copies"]])


def earlier_digests() -> frozenset[str]:
    """Return the digests of the texts that draws have used up, with the draw that is kept now."""
    earlier = json.loads(KEPT.read_text(encoding="utf-8")).get("earlier", ()) if KEPT.is_file() else ()
    return kept_digests() | frozenset(earlier)


def is_first_sight(report: Report) -> bool:
    """Tell whether a report is one of the texts that nobody reads before the rules are finished, or a copy of one."""
    return report.digest in kept_digests()


def place_of(name: str) -> str | None:
    """Return which county, district or city a report is of, by its file's name; None where it is of none."""
    if _OTHER.search(name):
        return None
    if district := _DISTRICT.search(name):
        return district[0]
    parts = name.split("_")
    found = _PLACE.fullmatch(parts[1]) if len(parts) == 3 else _PLACE.match(parts[0])
    return found[1] if found else None


def runs_of(text: str) -> frozenset[int]:
    """Return the hashes of some of a text's runs of characters, blanks left out; the same ones of equal runs."""
    packed = re.sub(r"\s", "", text)
    hashes = (
        int.from_bytes(blake2b(packed[at : at + _RUN].encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
        for at in range(len(packed) - _RUN + 1)
    )
    return frozenset(one for one in hashes if one % _ONE_IN == 0)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which part of the shorter text's runs the other one has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def passage_of(report: Report, choice: random.Random) -> Passage | None:
    """Draw a stretch of whole paragraphs with so many figures; None where a text has none."""
    figures = [proposal.figure for proposal in find_figures(report, load_lexicon())]
    paragraphs = outline(report.text).paragraphs
    starts = list(range(len(paragraphs)))
    choice.shuffle(starts)
    for first in starts:
        for last in range(first, len(paragraphs)):
            span = Span(paragraphs[first].start, paragraphs[last].end)
            count = sum(span.start <= figure.start < span.end for figure in figures)
            if FEWEST <= count <= MOST:
                return Passage(report.digest, span, count)
            if count > MOST:
                break
    return None


def draw(corpus: Path, gold: Path, seed: int, used_up: frozenset[str] = frozenset()) -> Iterator[Passage]:
    """Yield the passages, of one place after the other in the order that the seed gives them.

    `used_up` are the digests of texts that have been read since an earlier draw: none of them is drawn.
    """
    choice = random.Random(seed)
    places: dict[str, list[Path]] = {}
    for folder in _FOLDERS:
        for path in sorted((corpus / folder).glob("*.txt")):
            if place := place_of(path.stem):
                places.setdefault(place, []).append(path)
    labelled = [runs_of(load(path).text) for path in sorted(gold.glob("*.txt"))]
    names = sorted(places)
    choice.shuffle(names)
    drawn = 0
    for name in names:
        report = load(choice.choice(places[name]))
        if report.digest in used_up:
            continue
        runs = runs_of(report.text)
        passage = None if any(overlap(runs, one) >= _SHARED for one in labelled) else passage_of(report, choice)
        if passage is not None:
            yield passage
            drawn += 1
        if drawn == PASSAGES:
            return


def copies(passages: Sequence[Passage], reports: Iterable[Report]) -> list[str]:
    """Return the digests of the texts that share much with one of those drawn, these left out."""
    every = {report.digest: runs_of(report.text) for report in reports}
    drawn = {passage.digest for passage in passages}
    return sorted(
        digest
        for digest, runs in every.items()
        if digest not in drawn and any(overlap(runs, every[one]) >= _SHARED for one in drawn)
    )


def every_report(folders: Sequence[Path]) -> Iterator[Report]:
    """Read all reports of some folders, files and tables, each text once; what cannot be read is left out."""
    seen: set[str] = set()
    with ProcessReader(1) as reader:
        for one in reports_in(folders, reader):
            if isinstance(one, Report) and one.digest not in seen:
                seen.add(one.digest)
                yield one


def main() -> int:
    """Draw, and keep what was drawn; print how many figures each passage has."""
    options = argparse.ArgumentParser(prog="first_sight", description=__doc__.splitlines()[0])
    options.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    options.add_argument("--gold", type=Path, default=SHARED / "gold")
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    if not chosen.corpus.is_dir() or not chosen.gold.is_dir():
        print("The reports beside the project (../shared) are not there.", file=sys.stderr)
        return 1
    earlier = earlier_digests()
    passages = list(draw(chosen.corpus, chosen.gold, chosen.seed, earlier))
    kept = {
        "seed": chosen.seed,
        "passages": [
            {"digest": one.digest, "start": one.span.start, "end": one.span.end, "figures": one.figures}
            for one in passages
        ],
        "copies": copies(passages, every_report([chosen.corpus])),
        "earlier": sorted(earlier),
    }
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{len(passages)} passages of {', '.join(str(one.figures) for one in passages)} figures; "
          f"{len(kept['copies'])} other texts share much with them.")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
