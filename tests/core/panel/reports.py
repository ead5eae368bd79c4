"""Reports of invented provinces and a store of them, for the tests of the panel."""

from pathlib import Path

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.jobs.engines import ProcessExecutor
from core.jobs.kept import keep_proposals
from core.model.decision import Step, new_step
from core.model.report import Report
from core.panel.concept import Catalogue, load_catalogue
from core.panel.panel import Choices, Panel
from core.panel.reading import read_store
from core.store import Store

HEAD = "{region}{year}年政府工作报告\n一、{before}年工作回顾\n{review}\n二、{year}年工作安排\n{plan}\n"


def report(region: str, year: int, review: str, plan: str = "") -> Report:
    """Return the report of a region for a year: its review of the year before, and its plan."""
    text = HEAD.format(region=region, year=year, before=year - 1, review=review, plan=plan)
    return Report(f"{region}{year}年政府工作报告", text)


def make_store(path: Path, *reports: Report) -> Store:
    """Return an open store of reports for which proposals are kept."""
    store = Store.open(path)
    for one in reports:
        store.add_report(one)
        keep_proposals(store, one, list(find_figures(one, load_lexicon())))
    return store


def panel_of(store: Store, catalogue: Catalogue | None = None, choices: Choices | None = None) -> Panel:
    """Return the panel of a store as it holds for all its annotators; what is not found yet is found."""
    with ProcessExecutor(1) as executor:
        return Panel.of(read_store(store, executor=executor), catalogue or load_catalogue(), choices)


def confirm_all(store: Store, one: Report, name: str = "李敏") -> None:
    """Have an annotator confirm every proposal of a report."""
    annotator = store.annotator(name)
    step: Step = new_step(annotator, one.digest)
    rows = [step.confirm(found.figure.span, found.figure, found) for found in find_figures(one, load_lexicon())]
    store.append(rows)
