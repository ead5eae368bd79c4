"""The detector: from a report's text to its figures as proposals, a pure function of the text and the lexicon.

Five steps, one call each: the report is surveyed, numeral expressions are found, those that are no figures are
excluded, the numbers of one list are put together, and each list is read.
"""

from collections.abc import Iterable
from dataclasses import replace

from ..model.figure import Proposal, Span
from ..model.report import Report
from .exclusion import Exclusion, judge
from .grammar import Expression
from .lexicon import Lexicon
from .number_list import number_lists
from .reading import read_lists
from .replaced import NOTHING, Replaced
from .survey import Survey, numerals, survey_report


def find_figures(report: Report, lexicon: Lexicon) -> list[Proposal]:
    """Return every figure of a report as a proposal, in text order, no two overlapping.

    Offsets are code points of the report's text. No text raises an error: a numeral that cannot be read is left out.

        find_figures(Report("示例", "新增企业5家，增长3.5%。"), load_lexicon())
    """
    survey = survey_report(report, lexicon)
    found = numerals(survey, lexicon)
    figures = _figures_among(found, survey, lexicon)
    lists = number_lists(survey, figures, lexicon)
    proposals = read_lists(survey, lists, lexicon)
    return survey.flow.proposals_to_report(proposals)


def read_figure(report: Report, span: Span, lexicon: Lexicon) -> Proposal | None:
    """Read the attributes of a span that somebody selected; return None where it holds no numeral.

    The proposal has the span as selected, cut to the text. It is read among the other figures of its sentence, from
    which it may take its unit, its bound or its indicator.
    """
    survey = survey_report(report, lexicon)
    start, end = span
    selected = Span(max(0, start), min(len(report.text), end))
    span = survey.flow.from_report(selected)
    chosen = next(numerals(survey, lexicon, span.start, span.end), None)
    if chosen is None:
        return None
    sentence = survey.outline.sentence_at(span.start)
    found = numerals(survey, lexicon, sentence.start, max(sentence.end, span.end))
    apart = (one for one in found if one.span.end <= span.start or one.span.start >= span.end)
    figures = [*_figures_among(apart, survey, lexicon), chosen._replace(span=span)]
    lists = number_lists(survey, sorted(figures, key=lambda one: one.span), lexicon)
    for proposal in read_lists(survey, lists, lexicon):
        if proposal.figure.span == span:
            (read,) = survey.flow.proposals_to_report([proposal])
            return replace(read, figure=replace(read.figure, start=selected.start, end=selected.end))
    return None


def read_sentences(
    survey: Survey, sentences: Iterable[Span], lexicon: Lexicon, replaced: Replaced = NOTHING
) -> dict[Span, Proposal]:
    """Read the figures of some sentences of a report as `find_figures` does, by their spans, in the survey's offsets.

    `replaced` says what is read instead of what some times, sections, words and phrases say.
    """
    read: dict[Span, Proposal] = {}
    news = replaced.in_survey(survey)
    for sentence in sentences:
        figures = _figures_among(numerals(survey, lexicon, *sentence), survey, lexicon)
        lists = number_lists(survey, figures, lexicon)
        read |= {one.figure.span: one for one in read_lists(news, lists, lexicon, replaced)}
    return read


def _figures_among(found: Iterable[Expression], survey: Survey, lexicon: Lexicon) -> list[Expression]:
    """Return the expressions that are figures: those that no class of FIGURES.md §2 leaves out."""
    figures = []
    for expression in found:
        judged = judge(survey, expression, lexicon)
        if not isinstance(judged, Exclusion):
            figures.append(expression if judged is None else expression._replace(kept=judged))
    return figures
