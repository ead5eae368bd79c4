"""Reviewed reports made for a test, sent out in a format and taken in again into another store."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from core.files.content import fold
from core.formats.exported import HOLDING, Exported, placed, without_overlaps
from core.formats.record import Record
from core.jobs.export import save
from core.jobs.gather import gather
from core.jobs.import_labels import LabelImportOptions, place_labels
from core.jobs.read_labels import read_labels
from core.model.decision import REASONS, STATES, Remark, new_step
from core.model.figure import Figure, Proposal, Span, is_bounded
from core.model.label import new_label
from core.model.report import Report
from core.model.validation import LONGEST, ascending, is_ascending
from core.review.review import Review, confirm, reject
from core.store import Store
from tests.core.making import PROPOSALS, REPORT, figure, figures

BACK: tuple[str, ...] = ("jsonl", "label-studio", "brat", "doccano", "spacy", "conll")
# the blanks of drawn reports, and what stands for one in CoNLL
BLANKS = " \t\u2028\u00a0▁"
Drawn = tuple[Report, list[Proposal], list[int], list[Figure]]


def fill(store: Store) -> None:
    """Confirm, correct, reject, remark, add and label in the made report; leave the last proposal."""
    annotator = store.annotator("李敏")
    label = new_label("政策", "", "label1", "")
    store.append([new_step(annotator).label(label)])
    step = new_step(annotator, REPORT.digest)
    shown = Review(PROPOSALS).figures
    corrected = figure("增长3.5%", bound="ge", indicator="")
    rows = [confirm(step, shown[0]), confirm(step, shown[1], corrected), reject(step, shown[2], "date")]
    rows += [step.add(figure("第一", kind="rank", unit="位")), step.remark(shown[0].target, Remark("=问一问", True))]
    rows.append(step.add(replace(figure("工作"), kind=label.id, value=(), unit="", indicator="", period=None)))
    store.append(rows)


def seen(row: Record) -> Record:
    """Return a record without what another store cannot know: when, and by what steps."""
    return replace(row, at=None)


def held_in(store: Store, report: Report = REPORT) -> list[tuple[int, int, str]]:
    """Return the spans and kinds that hold in a store, whoever said so."""
    reviews = [Review([], store.log(report.digest, annotator)) for annotator in store.annotators()]
    found = [one.figure for review in reviews for one in review.figures if one.state in HOLDING]
    return sorted((one.start, one.end, one.kind) for one in found)


def said_at_a_door(made: Figure) -> Figure:
    """Make of a drawn figure one that the form takes: what comes in is held to that."""
    value = made.value if made.value != () else figure().value
    parts = tuple(
        part if is_bounded(part) else Decimal(round(part)) for part in (value if isinstance(value, tuple) else [value])
    )
    value = parts[0] if len(parts) == 1 else parts
    if made.kind != "composition":
        value = ascending(value)
    unit = "" if isinstance(value, tuple) and not is_ascending(value) else made.unit[: LONGEST["unit"]]
    unit = "" if made.kind == "composition" else unit
    period = None if made.period is None else ("2025", "2021/2025", "2025-01/2025-09")[len(made.period) % 3]
    indicator = made.indicator[: LONGEST["indicator"]]
    base = None if made.base is None else ("1997", "2015")[len(made.base) % 2]
    return replace(made, value=value, unit=unit, indicator=indicator, period=period, base=base)


@st.composite
def drawn_logs(draw: st.DrawFn) -> Drawn:
    """Draw a report, proposals, what becomes of each, and figures that are added; words begin and end no line."""
    character = st.sampled_from("全长𠮷😀3.5%,。 \n\n\t\u2028\u00a0<&\"'é＝_▁")
    text = fold(draw(st.text(character, min_size=4, max_size=60)))[0]
    report = Report("甲/乙", text or "甲")
    edges = [place for place, sign in enumerate(report.text) if sign != "\n"] or [0]
    if report.text == "\n" * len(report.text):
        report, edges = Report("甲/乙", report.text + "甲"), [len(report.text)]

    def somewhere(made: Figure) -> Figure:
        first = edges[made.start % len(edges)]
        last = max(first, edges[made.end % len(edges)])
        placed = replace(made, start=first, end=min(last, first + 8) + 1)
        return said_at_a_door(placed)

    kept = [place for place in draw(st.lists(figures().map(somewhere), max_size=6)) if _ends_well(place, report)]
    proposed = {one.span: one for one in kept[:3]}
    spans = set(proposed)
    added = [one for one in kept[3:] if one.span not in spans]
    acts = draw(st.lists(st.integers(0, 3), min_size=len(proposed), max_size=len(proposed)))
    return report, [Proposal(one, 0.5) for one in proposed.values()], acts, list({o.span: o for o in added}.values())


def _ends_well(one: Figure, report: Report) -> bool:
    return one.end <= len(report.text) and report.text[one.end - 1] != "\n"


def reviewed(store: Store, drawn: Drawn) -> Exported:
    """Put a drawn report into a store, decided on; return it with all its figures."""
    report, proposals, acts, added = drawn
    store.add_report(report)
    annotator = store.annotator("李敏")
    step = new_step(annotator, report.digest)
    rows = [step.add(one) for one in added]
    for shown, act in zip(Review(proposals).figures, acts, strict=False):
        if act == 1:
            rows.append(confirm(step, shown))
        elif act == 2:
            corrected = said_at_a_door(replace(shown.figure, indicator="改", kind="rank"))
            rows.append(confirm(step, shown, corrected))
        elif act == 3:
            rows.append(reject(step, shown, REASONS[shown.figure.start % len(REASONS)]))
    store.append(rows)
    (entry,) = store.reports()
    return gather(store, entry, (annotator, "李敏"), proposals, STATES)


def read_plain(span: Span) -> Proposal:
    """Read any span as a figure, as the engine would."""
    return Proposal(Figure(*span, "level", figure().value, "", "eq", "", "actual", None), 1.0)


def round_trip(form: str, drawn: Drawn) -> None:
    """Send a drawn review out and take it in elsewhere; what the format carries must be the same there."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        with Store.open(Path(folder) / "a.biaoshu") as store:
            sent = reviewed(store, drawn)
        save([sent], path, form)
        if not sent.rows:
            return
        report, proposals, _, _ = drawn
        with Store.open(Path(folder) / "b.biaoshu") as store:
            store.add_report(report)
            if carried(form, sent):
                # the process that reads is tried elsewhere: here hundreds of files are read
                taking = place_labels(read_labels(path), store, LabelImportOptions(True, "李敏"))
                for digest in taking.digests:
                    taking.add(store.report(digest), proposals, read_plain)
                taking.write()
                left = {refusal.error.sentence for refusal in taking.refused}
                assert left <= {"Nobody decided on it there. Import it as a proposal."}
            (entry,) = store.reports()
            annotator = store.annotator("李敏")
            came = gather(store, entry, (annotator, "李敏"), proposals, STATES)
    assert carried(form, came) == carried(form, sent)


def carried(form: str, part: Exported) -> object:
    """Return what a format carries of a reviewed report."""
    held = [row.figure for row in part.rows if row.state in HOLDING]
    if form == "jsonl":
        return [seen(row) for row in part.rows if row.state != "undecided"]
    if form in ("label-studio", "brat"):
        return held
    if form == "doccano":
        return {(one.span, one.kind) for one in held}
    kept = [(one.row.figure, one.row.text) for one in without_overlaps(placed(part))]
    if form == "spacy":
        return [(one.span, one.kind) for one, _ in kept]
    return [piece for one, _ in kept for piece in _pieces(one, part.report.text)]


def _pieces(one: Figure, text: str) -> Sequence[Any]:
    """Return the parts of a figure on each line of a text in which there is something to see."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        start, end = max(line.start(), one.start), min(line.end(), one.end)
        if start < end and line.group().strip(BLANKS):
            found.append((start, end, one.kind))
    return found
