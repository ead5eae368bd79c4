"""Proposals of another program: lines of JSON, each checked against the report it is about and the vocabulary."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..formats.incoming_label import Fields
from ..model.attributes import ATTRIBUTES, KINDS
from ..model.errors import ExchangeError
from ..model.figure import Proposal, unread
from ..model.report import Report
from ..model.validation import admitted, attributes_from, confidence_of, value_of, word_of
from ..model.vocabulary import kind_named
from ..review.label_scheme import Scheme

if TYPE_CHECKING:
    from ..store import Store

OWN_SOURCE = "detector"

_NEEDED = tuple(one.name for one in ATTRIBUTES if one.is_for("needed"))


@dataclass(frozen=True, slots=True)
class KnownReports:
    """The reports of a store: the digests by name (several where two reports have one name), and how one is fetched."""

    digests: Mapping[str, tuple[str, ...]]
    fetch: Callable[[str], Report]
    labels: Mapping[str, str] = field(default_factory=dict)
    """The labels of one's own, id by name."""


def known_reports(store: "Store") -> KnownReports:
    """Return the reports of a store by their files' names and by the titles they were given, and its labels."""
    digests: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in store.reports():
        if not entry.filing.removed:
            digests[entry.name][entry.digest] = digests[entry.title][entry.digest] = None
    labels = {
        name: label.id for label in Scheme(store.labels()).live for name in (label.chinese, label.english) if name
    }
    return KnownReports({name: tuple(known) for name, known in digests.items()}, store.report, labels)


def read_proposals(
    lines: Iterable[tuple[int, Fields | ExchangeError]], source: str, known: KnownReports
) -> tuple[dict[str, list[Proposal]], list[tuple[int, ExchangeError]]]:
    """Read proposals, by the digest of their report; and of each line refused its number and why.

    `lines` are told by their numbers. A line has `start` and `end` (code points), the `text` there, `kind`, `value` and
    `unit`; `report` (a name) or `digest` where there are several reports; `indicator`, `bound` (eq), `status` (actual),
    `period` and `confidence` (1) may be left out. Raise ExchangeError where the source's name cannot be used.
    """
    if not source.strip() or source.strip() == OWN_SOURCE:
        raise ExchangeError("The source needs a name other than {name}. Give it with --source.", name=OWN_SOURCE)
    reports: dict[str, Report] = {}
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    refused = []
    for number, fields in lines:
        try:
            if isinstance(fields, ExchangeError):
                raise fields
            digest = _digest(fields, known)
            if digest not in reports:
                reports[digest] = known.fetch(digest)
            proposal = _proposal(fields, source.strip(), reports[digest], known.labels)
        except ExchangeError as error:
            refused.append((number, error))
        else:
            found[digest].append(proposal)
    return dict(found), refused


def _digest(fields: Mapping[str, Any], known: KnownReports) -> str:
    """Find the report a line speaks of: by its digest, by its name, or the only one there is."""
    all_digests = [digest for digests in known.digests.values() for digest in digests]
    if "digest" in fields:
        if fields["digest"] in all_digests:
            return str(fields["digest"])
        raise ExchangeError("There is no report with the digest {digest}.", digest=fields["digest"])
    if "report" not in fields:
        if len(set(all_digests)) == 1:
            return all_digests[0]
        raise ExchangeError("It does not say which report it is about (report or digest).")
    named = known.digests.get(str(fields["report"]), ())
    if len(named) > 1:
        raise ExchangeError("Several reports are named {name}; name its digest.", name=fields["report"])
    if not named:
        raise ExchangeError("There is no report named {name}.", name=fields["report"])
    return named[0]


def _proposal(fields: Mapping[str, Any], source: str, report: Report, labels: Mapping[str, str]) -> Proposal:
    for name in ("start", "end", "text", *_NEEDED):
        if name not in fields:
            raise ExchangeError("It has no {field}.", field=name)
    start, end = fields["start"], fields["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(report.text):
        raise ExchangeError("{start} to {end} is not a span of the report.", start=start, end=end)
    if fields["text"] != report.text[start:end]:
        raise ExchangeError(
            "The report has other words from {start} to {end}: {words}",
            start=start,
            end=end,
            words=report.text[start:end][:40],
        )
    figure = replace(unread(start, end, _kind(fields["kind"], labels)), **_attributes(fields))
    return Proposal(admitted(figure), confidence_of(fields.get("confidence", 1)), source)


def _attributes(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Read what a line says of its figure beside the kind; only a label goes without a number."""
    values = attributes_from(fields)
    value_of(fields["value"], may_be_none=kind_named(str(fields["kind"])) not in KINDS)
    return values


def _kind(kind: object, labels: Mapping[str, str]) -> str:
    if kind in KINDS:
        return str(kind)
    if isinstance(kind, str) and kind in labels:
        return labels[kind]
    if isinstance(kind, str) and kind_named(kind) in KINDS:
        return kind_named(kind)
    return word_of("kind", kind, (*KINDS, *labels))
