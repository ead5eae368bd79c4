"""The import of reports: each report that was read is added to a store; what is refused does not stop the others."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.errors import UserError
from ..model.report import Report
from .progress import Job, Progress

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True, slots=True)
class RefusedReport:
    """A report that did not come in, by its name: `error` says why, or `trace` where it was a fault of the program."""

    name: str
    error: UserError | None = None
    trace: str = ""


def import_reports(store: "Store", reports: Iterable[Report]) -> Job[RefusedReport, None]:
    """Add reports to a store as they are read; yield how many are done, and each one that is refused.

    A report whose text is in the store already stays as it is there. Closing the job keeps the reports that came in.
    """
    for done, report in enumerate(reports, 1):
        refused = None
        try:
            store.add_report(report)
        except UserError as error:
            refused = RefusedReport(report.name, error)
        except Exception:
            refused = RefusedReport(report.name, trace=traceback.format_exc())
        yield Progress(done, 0, report.name, refused)
