"""The reports of a store: their texts, what is said of them as a whole, and what other programs propose for them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ..model.decision import Decision, timestamp
from ..model.errors import StoreError
from ..model.figure import Proposal, proposal_from_record, proposal_to_record
from ..model.filing import UNFILED, Filing, filing
from ..model.report import NO_ABOUT, About, Note, Report
from .connection import Connected
from .log import LINKED, ORDER, checked
from .log_row import sealed, unpack
from .refusals import unkeepable
from .row_checks import flaw, proposal_id

# the rows that file a report, with the undos on them and the undos on those
_FILINGS = f"""WITH RECURSIVE filed (row, step) AS (
        SELECT row, step FROM decision WHERE field IS NOT NULL
        UNION SELECT decision.row, decision.step FROM decision JOIN filed ON decision.undoes = filed.step)
    {LINKED} WHERE decision.row IN (SELECT row FROM filed) ORDER BY {ORDER}"""

# enough of the text to tell whose it is and of which year
# code points of a report's text that are read where it is listed
HEAD = 600
_DIGESTS = "SELECT digest FROM report ORDER BY rowid"
_SAID = "digest, name, length, encoding, notes, about, added_at, hash"
_LISTED = f"""SELECT {_SAID}, substr(text, 1, {HEAD}) AS head FROM report
    WHERE digest IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as the store lists it, its text left unread but for its `head`; `length` in code points."""

    digest: str
    name: str
    length: int
    added_at: str
    about: About = NO_ABOUT
    filing: Filing = UNFILED
    head: str = ""

    @property
    def title(self) -> str:
        """The name it was given, or its file's."""
        return self.filing.name or self.name


class Reports(Connected):
    """The verbs of reports and of proposals from elsewhere."""

    def add_report(self, report: Report) -> bool:
        """Add a report; return False where its text is there already."""
        with self._writing():
            if self._db.table("report").count_where("digest = ?", [report.digest]):
                return False
            row = sealed(
                "report",
                {
                    "digest": report.digest,
                    "name": report.name,
                    "text": report.text,
                    "length": len(report.text),
                    "encoding": report.encoding,
                    "notes": json.dumps(report.notes, ensure_ascii=False),
                    "about": json.dumps(asdict(report.about), ensure_ascii=False),
                    "added_at": timestamp(self._clock),
                },
            )
            self._db.table("report").insert(row)
        return True

    def reports(self, known: Iterable[ReportEntry] = ()) -> list[ReportEntry]:
        """List the reports, removed and archived ones too, in the order they were added.

        Of those `known` from an earlier list only what was filed is read again: of each other the whole text is.
        """
        filed: defaultdict[str, list[Decision]] = defaultdict(list)
        for row in checked(self.path, self._rows(_FILINGS)):
            filed[row.report].append(row)
        entries = {entry.digest: entry for entry in known}
        digests = [row["digest"] for row in self._rows(_DIGESTS)]
        rows = self._rows(_LISTED, [json.dumps([digest for digest in digests if digest not in entries])])
        with self._believing():
            entries |= {row["digest"]: _entry(self._sound("report", row)) for row in rows}
            return [_filed(entries[digest], filed.get(digest, ())) for digest in digests]

    def report(self, digest: str) -> Report:
        """Read a report's text by its digest; raise StoreError where it is not in the store, or not as it was added."""
        for row in self._rows(f"SELECT {_SAID}, text FROM report WHERE digest = ?", [digest]):
            with self._believing():
                self._sound("report", row)
                notes = tuple(map(Note._make, json.loads(row["notes"])))
                report = Report(row["name"], row["text"], row["encoding"], notes, _about(row["about"]))
                if report.digest != digest:
                    raise ValueError(f"the text of {report.name}")
                return report
        raise StoreError("The report {digest} is not in {path}. Add it again.", digest=digest, path=self.path)

    def add_proposals(self, report: str, source: str, proposals: Iterable[Proposal]) -> int:
        """Keep what another program proposes for a report; return how many were not there already.

        The store's `source` is theirs, whatever a proposal says itself.
        """
        at = timestamp(self._clock)
        known = {json.dumps(proposal_to_record(one), sort_keys=True) for one in self.proposals(report, source)}
        rows = []
        found = self._rows("SELECT length FROM report WHERE digest = ?", [report])
        length = found[0]["length"] if found else None
        for one in proposals:
            try:
                record = json.dumps(proposal_to_record(one) | {"source": source}, sort_keys=True)
            except ValueError as error:
                raise unkeepable(error) from error
            if record in known:
                continue
            known.add(record)
            row = {"report": report, "source": source, "record": record, "at": at}
            row["id"] = proposal_id(row)
            if reason := flaw("proposal", row | {"length": length}):
                raise unkeepable(ValueError(reason))
            rows.append(row)
        with self._writing():
            self._db.table("proposal").insert_all(rows)
        return len(rows)

    def proposals(self, report: str, source: str | None = None) -> list[Proposal]:
        """Read what other programs propose for a report, or one of them does, in text order.

        Of what one source says of one span in the same words the latest holds.
        """
        sql = """SELECT proposal.*, report.length AS length FROM proposal JOIN report ON report.digest = proposal.report
            WHERE proposal.report = ? ORDER BY at, id"""
        rows = [row for row in self._rows(sql, [report]) if source in (None, row["source"])]
        with self._believing():
            read = [proposal_from_record(unpack(self._sound("proposal", row)["record"])) for row in rows]
        latest = {(one.source, one.figure): one for one in read}
        return sorted(latest.values(), key=lambda one: (one.figure.span, one.source))

    def sources(self) -> dict[str, int]:
        """Return who proposed from elsewhere, and how many proposals each."""
        rows = self._rows("SELECT source, count(*) AS times FROM proposal GROUP BY source ORDER BY source")
        return {row["source"]: row["times"] for row in rows}


def _filed(entry: ReportEntry, log: Sequence[Decision]) -> ReportEntry:
    """Return an entry as a log files it: itself where that is as before."""
    found = filing(log) if log else UNFILED
    return entry if found == entry.filing else replace(entry, filing=found)


def _entry(row: Mapping[str, Any]) -> ReportEntry:
    about = _about(row["about"])
    return ReportEntry(row["digest"], row["name"], row["length"], row["added_at"], about, head=row["head"])


def _about(packed: str) -> About:
    return About(**unpack(packed))
