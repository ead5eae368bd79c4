"""A store's reports as the panel reads them: each figure in compact columns, with what the text beside it adds.

What one report says is a `ReportReading`. It depends on the report, on the proposals for it and on what was decided,
and on no concept: which wording measures what is asked later, when facts are made of it.
"""

import hashlib
import json
import re
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..agreement.readings import readings_of
from ..agreement.settling import settled
from ..detection.inputs import inputs_of
from ..detection.outline import outline
from ..detection.region_and_year import RegionAndYear, find_region_and_year
from ..jobs.executor import Answer, BrokenOff, DeferredAnswer, Executor, ReadyAnswer, in_order
from ..jobs.store_proposals import proposals_for
from ..model.attributes import ATTRIBUTES, NAMES, is_label
from ..model.corrections import corrections_of
from ..model.decision import Decision
from ..model.figure import Figure, Proposal, Span
from ..model.report import Report
from ..review.review import Review, ReviewedFigure
from .beside import beside

if TYPE_CHECKING:
    from ..store import ReportEntry, Store

_YEAR = re.compile("[0-9]{4}")
_TIME = re.compile("[0-9０-９年月]")

# of another layout nothing that was kept is read
_LAYOUT = 11
_AT_ONCE = 50
_LONGEST_MODAL = 12
_MOST = 50_000_000

TEXTS = (*NAMES, "modal", "words", "sign", "topic", "years", "state", "annotator", "decision")
"""The columns of texts of a reading; in each row stands where the text is among the reading's texts."""

_Shown = tuple[Span, Figure, Proposal | None, str, str, str]
"""A figure as a row is made of it: target, figure, proposal, state, who decided, and the decision."""

_STATE = TEXTS.index("state")

PLACES = ("start", "end", "target_start", "target_end", "sentence_start", "sentence_end")
"""The columns of offsets."""
COLUMN = {name: place for place, name in enumerate((*TEXTS, *PLACES))}


@dataclass(frozen=True, slots=True)
class ReportReading:
    """What one report says: its region and year, and its figures in columns.

    `columns` has a list for each name of TEXTS, then of PLACES. `undecided` counts the figures that nobody has decided
    on yet; None where nobody has looked for figures in it.
    """

    digest: str
    title: str
    region: str
    year: int | None
    undecided: int | None
    texts: Sequence[str]
    columns: Sequence[Sequence[int]]

    def __len__(self) -> int:
        return len(self.columns[0])

    def text(self, name: str, row: int) -> str:
        """Return the text of a column in a row."""
        return self.texts[self.column(name)[row]]

    def column(self, name: str) -> Sequence[int]:
        """Return a column by its name: where in `texts` the text of each row stands, or an offset."""
        return self.columns[COLUMN[name]]

    @property
    def is_read(self) -> bool:
        """Whether it was read to the end: every figure that was found is decided."""
        return self.undecided == 0


def read_store(
    store: "Store",
    annotator: str | None = None,
    entries: Iterable["ReportEntry"] | None = None,
    executor: Executor | None = None,
) -> Iterator[ReportReading]:
    """Yield what each report of a store says, as an annotator (by id) decided; None for what holds for all of them.

    Removed reports and older versions of a report are left out. `entries` are the store's reports where they are known.
    Proposals are those that the store keeps; with an `executor` the others are found, and kept. What is read is kept in
    the store, and read again only where something was decided on the report since.
    """
    reader = annotator or ""
    wanted = [*_read_here(store.reports() if entries is None else entries)]
    kept, known = store.kept.readings(reader), store.kept.numbers()
    logs: defaultdict[str, list[str]] = defaultdict(list)
    for (report, who), log in store.kept.logs().items():
        if annotator in (None, who):
            logs[report].append(f"{who} {log}")
    fresh: list[tuple[str, str, bytes]] = []

    def ask(entry: "ReportEntry") -> Answer[ReportReading]:
        said = corrections_of(store.corrections_log(entry.digest), reader)
        key = inputs_of(entry.digest, entry.name, said).key()
        is_found = executor is not None or known.get(entry.digest, ("", 0))[0] == key
        inputs = _inputs(entry, key, is_found=is_found, logs=logs[entry.digest])
        of_inputs, packed = kept.get(entry.digest, ("", b""))
        reading = unpack(entry, packed) if inputs and of_inputs == inputs else None
        if reading is not None:
            return ReadyAnswer(reading)
        proposals: Answer[list[Proposal] | BrokenOff | None] = (
            proposals_for(store, entry.digest, executor, reader)
            if executor is not None
            else DeferredAnswer(lambda: store.kept.proposals(entry.digest, key))
        )

        def read() -> ReportReading:
            found = proposals.result()
            made = _read_report(store, entry, None if isinstance(found, BrokenOff) else found, annotator)
            fresh.append((entry.digest, "" if isinstance(found, BrokenOff) else inputs, pack(made)))
            return made

        return DeferredAnswer(read)

    for _, answer in in_order(wanted, ask, executor.ahead if executor is not None else 0):
        yield answer.result()
        if len(fresh) >= _AT_ONCE:
            store.kept.keep_readings(reader, fresh)
            fresh.clear()
    store.kept.keep_readings(reader, fresh)


def _read_here(entries: Iterable["ReportEntry"]) -> Iterator["ReportEntry"]:
    """Yield the reports that are not removed, and of several versions of one the newest."""
    present = [entry for entry in entries if not entry.filing.removed]
    older = {entry.filing.version_of for entry in present}
    yield from (entry for entry in present if entry.digest not in older)


def _inputs(entry: "ReportEntry", proposals: str, *, is_found: bool, logs: Sequence[str]) -> str:
    """Return the key of all that a report's reading is made of; "" where the detector's version is not known."""
    if not proposals:
        return ""
    filed = entry.filing
    said = [_LAYOUT, proposals, is_found, filed.region, filed.year, filed.name, entry.about.title, sorted(logs)]
    return hashlib.sha256(json.dumps(said).encode(errors="surrogatepass")).hexdigest()


def _read_report(
    store: "Store", entry: "ReportEntry", proposals: Sequence[Proposal] | None, annotator: str | None
) -> ReportReading:
    log = store.log(entry.digest, annotator)
    figures = [*_figures(proposals or (), log, by_all=annotator is None)]
    reading = _reading(store.report(entry.digest), figures, entry)
    return replace(reading, undecided=None) if proposals is None else reading


def shown_reading(report: Report, figures: Iterable[ReviewedFigure], entry: "ReportEntry") -> ReportReading:
    """Return what a report says as an annotator who reviews it sees its figures."""
    return _reading(report, [_shown(one) for one in figures if one.state != "rejected"], entry)


def _reading(report: Report, figures: Sequence[_Shown], entry: "ReportEntry") -> ReportReading:
    filed = RegionAndYear(entry.filing.region, entry.filing.year)
    place = find_region_and_year(filed, entry.filing.name, entry.name, entry.about.title, entry.head)
    rows = [*_rows(report, figures)]
    undecided = sum(said[_STATE] == "undecided" for said, _ in rows)
    at: dict[str, int] = {}
    columns: list[array[int]] = [array("i") for _ in (*TEXTS, *PLACES)]
    for said, places in rows:
        for column, number in zip(columns, [*(at.setdefault(text, len(at)) for text in said), *places], strict=True):
            column.append(number)
    # what is filed as the year may be anything: without four digits it is none
    year = int(place.year) if _YEAR.fullmatch(place.year or "") else None
    return ReportReading(entry.digest, entry.title, place.region, year, undecided, list(at), columns)


def pack(reading: ReportReading) -> bytes:
    """Return a reading as the store keeps it, without what the store's list of reports says."""
    head = [reading.region, reading.year, reading.undecided, len(reading), reading.texts]
    numbers = array("i", [number for column in reading.columns for number in column])
    if sys.byteorder == "big":
        numbers.byteswap()
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    return zlib.compress(said + b"\n" + numbers.tobytes(), 1)


def unpack(entry: "ReportEntry", packed: bytes) -> ReportReading | None:
    """Return a reading that was kept for a report; None where it cannot be read."""
    try:
        unpacker = zlib.decompressobj()
        said, _, data = unpacker.decompress(packed, _MOST).partition(b"\n")
        region, year, undecided, count, texts = json.loads(said.decode(errors="surrogatepass"))
        numbers = array("i", data)
    except (ValueError, TypeError, zlib.error):
        return None
    if sys.byteorder == "big":
        numbers.byteswap()
    columns = [numbers[start : start + count] for start in range(0, len(numbers), count)] if count else []
    columns = columns or [array("i") for _ in COLUMN]
    if len(numbers) != count * len(COLUMN) or len(columns) != len(COLUMN) or min(numbers, default=0) < 0:
        return None
    if max(numbers[: count * len(TEXTS)], default=-1) >= len(texts):
        return None
    return ReportReading(entry.digest, entry.title, region, year, undecided, texts, columns)


def _rows(report: Report, figures: Sequence[_Shown]) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Yield the texts and the offsets of each figure with a number."""
    parts = outline(report.text) if figures else None
    for target, figure, proposed, state, annotator, decision in figures:
        if is_label(figure.kind) or figure.value == () or parts is None:
            continue
        text, start, end = report.text, figure.start, figure.end
        sentence = parts.sentence_at(start)
        around = beside(text, figure, sentence, parts.paragraph_at(start))
        # what an annotator said of the area holds
        is_corrected = proposed is not None and figure.area != proposed.figure.area
        said = (
            *(one.text(getattr(figure, one.name)) for one in ATTRIBUTES),
            _modal(text, proposed),
            text[start:end],
            around.sign,
            "" if is_corrected else around.topic,
            around.years,
            state,
            annotator,
            decision,
        )
        yield said, (start, end, *target, *sentence)


def _figures(proposals: Sequence[Proposal], log: Sequence[Decision], *, by_all: bool) -> Iterator[_Shown]:
    """Yield each figure that holds or is undecided."""
    annotators = {row.annotator for row in log if row.target is not None}
    if by_all and len(annotators) > 1:
        outcomes, _ = settled(readings_of(log))
        decided = [one.decision for one in outcomes]
        who = {one.decision.id: ",".join(one.annotators) for one in outcomes}
        # what is disputed is undecided for all
        review = Review(proposals, decided)
    else:
        review, who = Review(proposals, log), {}
    for one in review.figures:
        if one.state != "rejected":
            yield _shown(one, who)


def _shown(one: ReviewedFigure, who: Mapping[str, str] | None = None) -> _Shown:
    """Return a reviewed figure as a row is made of it; `who` has the annotators of decisions that several agree on."""
    row = one.decision
    by = ((who or {}).get(row.id, row.annotator), row.id) if row else ("", "")
    return one.target, one.figure, one.proposal or one.proposed, one.state, *by


def _modal(text: str, proposed: Proposal | None) -> str:
    """Return the words by which a figure's bound and status were read (左右, 力争), in the order of the text.

    A status is read by times too (今年, 2026年), which are no modal words.
    """
    if proposed is None:
        return ""
    evidence = proposed.evidence
    spans = sorted({*evidence.get("bound", ()), *evidence.get("status", ())})
    words = (text[slice(*span)] for span in spans if span.end - span.start <= _LONGEST_MODAL)
    return " ".join(word for word in words if _TIME.search(word) is None)
