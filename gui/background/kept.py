"""The proposals that the open store keeps, so that no report's figures are found twice."""

from functools import partial

from core.jobs.kept import keep_proposals, kept_number, kept_proposals
from core.model.figure import Proposal
from core.model.report import Report

from ..session.session import Session
from .task import BackgroundWork


class KeptProposals:
    """What the session's store keeps of reports; what it does not have, or has of an earlier detector, is None."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._keeping = BackgroundWork(session)

    def number(self, report: Report) -> int | None:
        """Return how many proposals are kept for a report."""
        store = self._session.store
        return kept_number(store, report) if store is not None else None

    def read(self, report: Report) -> list[Proposal] | None:
        """Return the proposals that are kept for a report; may be called in a thread."""
        store = self._session.store
        return kept_proposals(store, report) if store is not None else None

    def keep(self, report: Report, proposals: list[Proposal]) -> None:
        """Keep what was found in a report, in a thread: a key pressed meanwhile waits for no disk."""
        store = self._session.store
        if store is not None:
            self._keeping.do(partial(keep_proposals, store, report, proposals), lambda _: None)
