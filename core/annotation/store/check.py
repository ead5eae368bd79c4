"""The check: every row of a store held against its hash, its hand and its report, and every fault named."""

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from core.annotation.refusal import copied_while_open, torn
from core.annotation.row import first_link, from_row, link, said_of_labels
from core.annotation.store import Store
from core.annotation.store.copying import copy_out
from core.annotation.store.stranger import StrangeHand, Stranger, stranger
from core.errors import UserError
from core.figure import proposal_from_record

# no clock of any store gets this far; a greater one would leave no room for those after it
_LAST_TICK = 2**48


@dataclass
class Checked:
    """What a check found: reports, decisions by annotator (id) and what is wrong, one sentence each."""

    reports: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    names: Mapping[str, str] = field(default_factory=dict)
    faults: list[UserError] = field(default_factory=list)


def check(path: Path) -> Checked:
    """Check a store that no window has open; raise StoreError where it cannot even be read that far."""
    with stranger(path) as read:
        return check_whole(read)


def check_open(store: Store) -> Checked:
    """Check an open store by a copy, while others write to it; may run in a thread of its own."""
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / store.path.name
        copy_out(store, copy)
        return check(copy)


def check_whole(read: Stranger) -> Checked:
    """Check all of a store; the file itself is left as it is."""
    found = Checked(names=read.annotators())
    if read.was_open:
        found.faults.append(copied_while_open(read.path))
    for row in [*read.pragma("integrity_check(10)"), *read.pragma("foreign_key_check")]:
        said = " ".join(map(str, row.values()))
        if said != "ok":
            found.faults.append(UserError("The file is damaged: {reason}.", reason=said))
    lengths = intact_reports(read, found.faults)
    found.reports = len(lengths)
    for hand in read.hands():
        whole = HandCheck(hand, found.names.get(hand.annotator, hand.annotator), lengths)
        for _ in whole.intact(read):
            found.decisions[hand.annotator] += 1
        found.faults += whole.faults
    labels = sum(not is_label_record(row["record"]) for row in read.stream("SELECT record FROM label"))
    if labels:
        found.faults.append(UserError("{number} labels cannot be read.", number=labels))
    proposals = sum(not is_proposal_record(row["record"]) for row in read.stream("SELECT record FROM proposal"))
    if proposals:
        found.faults.append(UserError("{number} proposals cannot be read.", number=proposals))
    return found


def is_label_record(packed: str) -> bool:
    """Tell whether a label's version, or the undo of one, can be read."""
    return _can_read(said_of_labels, packed)


def is_proposal_record(packed: str) -> bool:
    """Tell whether a proposal from elsewhere can be read."""
    return _can_read(lambda text: proposal_from_record(json.loads(text)), packed)


def _can_read(reader: Callable[[str], object], packed: str) -> bool:
    try:
        reader(packed)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return False
    return True


def intact_reports(read: Stranger, faults: list[UserError]) -> dict[str, int]:
    """Return the length of each report whose text is the one its digest names."""
    lengths = {}
    for row in read.stream("SELECT digest, name, text, length FROM report"):
        text = row["text"]
        if hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() != row["digest"]:
            faults.append(UserError("The text of {report} is not the one that was added.", report=row["name"]))
        else:
            lengths[row["digest"]] = len(text)
    return lengths


class HandCheck:
    """One hand of a stranger, read row by row from a known one on; `faults` fills up as it is read."""

    def __init__(self, hand: StrangeHand, name: str, lengths: Mapping[str, int]) -> None:
        self._hand, self._name, self._lengths = hand, name, lengths
        self.faults: list[UserError] = []
        self.length, self.tick, self.hash = 0, 0, first_link(hand.id)
        self._at = ""

    def go_on_from(self, length: int, tick: int, hash_: str) -> None:
        """Begin after a row that is known already."""
        self.length, self.tick, self.hash = length, tick, hash_

    def intact(self, read: Stranger) -> Iterator[dict[str, Any]]:
        """Yield the rows in order as long as each is what it was when it was written; name what is wrong after that."""
        sql = "SELECT * FROM decision WHERE hand = ? AND seq > ? ORDER BY seq"
        for row in read.stream(sql, [self._hand.row, self.length]):
            if row["seq"] != self.length + 1:
                self._gap(row["seq"] - 1)
                return
            reason = self.wrong_with(row)
            if reason:
                self.faults.append(
                    UserError(
                        "Decision {seq} of {name}, of {at}, is not as it was written ({reason}).",
                        seq=row["seq"],
                        name=self._name,
                        at=str(row["at"])[:16],
                        reason=reason,
                    )
                )
                return
            self.length, self.tick, self.hash, self._at = row["seq"], row["tick"], row["hash"], row["at"][:16]
            yield row
        if self.length < self._hand.length:
            self._gap(self._hand.length)
        elif (self.length, self.hash) != (self._hand.length, self._hand.hash):
            self.faults.append(torn(self._name))

    def wrong_with(self, row: Mapping[str, Any]) -> str:
        """Say what is wrong with the next row, "" where nothing is."""
        try:
            if link(self.hash, row) != row["hash"]:
                return "hash"
            decision = from_row(row)
            datetime.fromisoformat(decision.at)
        except (ArithmeticError, KeyError, TypeError, ValueError) as error:
            return str(error)
        if not self.tick < row["tick"] < _LAST_TICK:
            return "tick"
        if decision.annotator != self._hand.annotator:
            return "annotator"
        length = self._lengths.get(decision.report)
        if length is None:
            return "report"
        spans = [decision.figure and decision.figure.span, decision.proposed and decision.proposed.figure.span]
        return "span" if any(span and not 0 <= span.start < span.end <= length for span in spans) else ""

    def _gap(self, last: int) -> None:
        """Name the rows that are missing before the next one, or up to where the hand should end."""
        self.faults.append(
            UserError(
                "{number} decisions of {name} are missing after {at}.",
                number=last - self.length,
                name=self._name,
                at=self._at or "-",
            )
        )
