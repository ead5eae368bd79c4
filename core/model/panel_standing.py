"""What holds in the panel, read from the acts of all annotators: who assigned which wording, chose and answered what.

Each act is about a *subject*: a wording, a concept, a cell or a question. Of one annotator the last standing act on a
subject counts. What annotators say alike holds. Where they say different things there is a dispute, and the time at
which they said it decides nothing: a dispute is open until one more act settles it, by naming every act that says
otherwise (`settle`). An act that was unknown then, from a merge, opens it again.

    standing = panel_standing(store.panel_log(), annotator)
    standing.assignments, standing.concepts, standing.choices, standing.answers
    for dispute in standing.open_disputes:
        store.append([settle(new_step(annotator), dispute, dispute.versions[0].act)])
    store.append([standing.row(new_step(annotator), [Assignment("生产总值", "GDP")])])
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .decision import Decision, Step
from .panel_act import Assignment, FactPlace, OwnConcept, PanelAct, QuestionAnswer, ValueChoice, is_withdrawn
from .standing import standing

Question = tuple[str, tuple[FactPlace, ...], tuple[str, ...]]
"""By what a question is known: its rule, the places that it is about, and what they say."""

Subject = tuple[str, object]
"""What an act is about: a word for the sort of act, and what it is known by."""


@dataclass(frozen=True, slots=True)
class PanelVersion:
    """One of several things that annotators (by id) say of one subject."""

    annotators: tuple[str, ...]
    act: PanelAct


@dataclass(frozen=True, slots=True)
class PanelDispute:
    """A subject of which annotators say different things.

    `rows` are the ids of the acts that say so. `settled` is the act that settled it, None while it is open.
    """

    subject: Subject
    versions: tuple[PanelVersion, ...]
    rows: tuple[str, ...]
    settled: PanelAct | None = None


@dataclass(frozen=True)
class PanelStanding:
    """What holds in the panel for one annotator, or for nobody in particular, and what is disputed.

    Of a subject whose dispute is open, the annotator's own act holds for that annotator, and nothing for anybody else.
    """

    acts: Mapping[Subject, PanelAct]
    disputes: tuple[PanelDispute, ...]
    _settling: Mapping[Subject, tuple[str, ...]]

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """Which wordings measure which concepts, in the order in which they were first assigned."""
        return tuple(act for act in self.acts.values() if isinstance(act, Assignment))

    @cached_property
    def concepts(self) -> dict[str, OwnConcept]:
        """The analysts' own concepts by code, retired ones too, in the order in which they were made."""
        return {act.code: act for act in self.acts.values() if isinstance(act, OwnConcept)}

    @cached_property
    def choices(self) -> dict[str, FactPlace]:
        """The place of the value that was chosen to stand, by the key of its cell."""
        found = (act for act in self.acts.values() if isinstance(act, ValueChoice))
        return {act.cell: act.fact for act in found if act.fact is not None}

    @cached_property
    def answers(self) -> dict[Question, QuestionAnswer]:
        """The answers by their questions."""
        return {question_of(act): act for act in self.acts.values() if isinstance(act, QuestionAnswer)}

    @property
    def open_disputes(self) -> tuple[PanelDispute, ...]:
        """The disputes that nobody has settled, or that were opened again."""
        return tuple(one for one in self.disputes if one.settled is None)

    def row(self, step: Step, acts: Sequence[PanelAct]) -> Decision:
        """Return the row of a step that does some acts; what it says of a settled subject counts as the settling."""
        settles = [source for act in acts for source in self._settling.get(subject_of(act), ())]
        return step.panel(acts, tuple(dict.fromkeys(settles)))


def settle(step: Step, dispute: PanelDispute, act: PanelAct) -> Decision:
    """Return the row that settles a dispute by an act, which may say what nobody said before.

    Raise ValueError for an act on another subject.
    """
    if subject_of(act) != dispute.subject:
        raise ValueError(f"{act!r:.80} is not about {dispute.subject!r:.80}")
    return step.panel([act], dispute.rows)


def subject_of(act: PanelAct) -> Subject:
    """Return what an act is about."""
    match act:
        case Assignment():
            return "wording", (act.wording, act.kind, act.unit_family)
        case OwnConcept():
            return "concept", act.code
        case ValueChoice():
            return "cell", act.cell
        case QuestionAnswer():
            return "question", question_of(act)


def question_of(answer: QuestionAnswer) -> Question:
    """Return by what the question of an answer is known."""
    return answer.rule, answer.places, answer.values


def panel_standing(log: Iterable[Decision], annotator: str = "") -> PanelStanding:
    """Return what holds for an annotator (by id), or for nobody in particular, from the acts of all and their undos.

    `log` is in the order of the store (`Store.panel_log`).
    """
    own: defaultdict[Subject, dict[str, _Said]] = defaultdict(dict)
    settlings: defaultdict[Subject, list[_Settling]] = defaultdict(list)
    for row in standing(log):
        for act in row.panel:
            subject = subject_of(act)
            own[subject][row.annotator] = _Said(row.id, act)
            if row.settles:
                settlings[subject].append(_Settling(row.id, act, row.settles))
    acts: dict[Subject, PanelAct] = {}
    disputes, settling = [], {}
    for subject, by_annotator in own.items():
        if len(by_annotator) == 1 and subject not in settlings:
            (said,) = by_annotator.values()
            if not is_withdrawn(said.act):
                acts[subject] = said.act
            continue
        versions = _versions(by_annotator)
        last = _settled(settlings[subject], by_annotator)
        rows = tuple(said.row for said in by_annotator.values())
        if len(versions) > 1:
            disputes.append(PanelDispute(subject, versions, rows, last.act if last else None))
        if last is not None:
            held: PanelAct | None = last.act
            settling[subject] = tuple(dict.fromkeys((*last.settles, *rows)))
        elif len(versions) > 1:
            held = by_annotator[annotator].act if annotator in by_annotator else None
        else:
            held = versions[0].act if versions else None
        if held is not None and not is_withdrawn(held):
            acts[subject] = held
    return PanelStanding(acts, tuple(disputes), settling)


@dataclass(frozen=True, slots=True)
class _Said:
    row: str
    act: PanelAct


@dataclass(frozen=True, slots=True)
class _Settling:
    row: str
    act: PanelAct
    settles: tuple[str, ...]


def _versions(by_annotator: Mapping[str, _Said]) -> tuple[PanelVersion, ...]:
    """Return what annotators say, each thing once; one who took back what he said has no version."""
    alike: dict[PanelAct, list[str]] = {}
    first: dict[PanelAct, PanelAct] = {}
    for annotator, said in by_annotator.items():
        if not is_withdrawn(said.act):
            alike.setdefault(_bare(said.act), []).append(annotator)
            first.setdefault(_bare(said.act), said.act)
    return tuple(PanelVersion(tuple(annotators), first[bare]) for bare, annotators in alike.items())


def _settled(settlings: Sequence[_Settling], by_annotator: Mapping[str, _Said]) -> _Settling | None:
    """Return the last act that settles a subject and names every act on it that says otherwise; None for none."""
    for one in reversed(settlings):
        known = {one.row, *one.settles}
        saying = [said for said in by_annotator.values() if said.row not in known and not is_withdrawn(said.act)]
        if all(_bare(said.act) == _bare(one.act) for said in saying):
            return one
    return None


def _bare(act: PanelAct) -> PanelAct:
    """Return an act without what makes no difference between two annotators: the note of an answer."""
    return replace(act, note="") if isinstance(act, QuestionAnswer) else act
