"""The decision card in words: what was decided, why, by which figures, and what may be answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.events import Review
from core.domain.faces import QualityIssue
from core.domain.ids import PersonId
from core.domain.liveness import Liveness, LivenessState
from core.domain.matching import NO_MATCH, UNSETTLED, Evidence, Reason, ShotScore, Verdict
from core.domain.text import QT_TRANSLATE_NOOP
from core.runtime.cards import DecisionCard
from gui.presenters.cameras import Tone
from gui.presenters.quality import GOOD
from gui.presenters.text import Translate, percent

_LOWEST, _HIGHEST = 0.0, 1.0
"""Cosines the scale shows; more where a score lies beyond, so that the same score is mostly at the same place."""

_PAIR = 2
_TWO_AGREE = QT_TRANSLATE_NOOP("Card", "Two pictures agree well enough with {person}.")
_REASONS: dict[Reason, str] = {
    Reason.NO_SHOT_YET: QT_TRANSLATE_NOOP("Card", "No picture of this face was good enough to compare it."),
    Reason.MORE_SHOTS_WANTED: QT_TRANSLATE_NOOP(
        "Card", "The pictures so far do not settle it; better ones are waited for."
    ),
    Reason.LIVENESS_PENDING: QT_TRANSLATE_NOOP(
        "Card", "This door wants to see a living face first, and is still looking."
    ),
    Reason.CLEAR_MATCH: QT_TRANSLATE_NOOP("Card", "The face clearly agrees with {person}."),
    Reason.AGREEING_SHOTS: QT_TRANSLATE_NOOP("Card", "{n} pictures agree well enough with {person}."),
    Reason.NOBODY_NEAR: QT_TRANSLATE_NOOP("Card", "Nobody enrolled resembles this face."),
    Reason.NOT_ENOUGH_EVIDENCE: QT_TRANSLATE_NOOP(
        "Card", "It might be {person}, but the pictures do not say so clearly enough."
    ),
    Reason.TOO_CLOSE_TO_CALL: QT_TRANSLATE_NOOP("Card", "Too close to tell {person} from {other}."),
    Reason.SHOTS_DISAGREE: QT_TRANSLATE_NOOP("Card", "The pictures speak for different people."),
    Reason.TAKEN_IN_FRAME: QT_TRANSLATE_NOOP("Card", "Somebody else in the same picture resembles {person} more."),
    Reason.REFUSED_BEFORE: QT_TRANSLATE_NOOP("Card", "You said before that a face like this is not {person}."),
    Reason.NOT_SEEN_LIVE: QT_TRANSLATE_NOOP(
        "Card", "This door wants to see a living face, and could not be sure of this one."
    ),
    Reason.SPOOF_SUSPECTED: QT_TRANSLATE_NOOP("Card", "A photo or a screen was held up."),
    Reason.NOT_A_FACE: QT_TRANSLATE_NOOP("Card", "What looked like a face at first is none."),
}
_BETTER: dict[QualityIssue, str] = {
    QualityIssue.TOO_SMALL: QT_TRANSLATE_NOOP("Card", "nearer"),
    QualityIssue.CUT_OFF: QT_TRANSLATE_NOOP("Card", "wholly in the frame"),
    QualityIssue.BLURRED: QT_TRANSLATE_NOOP("Card", "sharper"),
    QualityIssue.TURNED: QT_TRANSLATE_NOOP("Card", "turned to the camera"),
    QualityIssue.TOO_DARK: QT_TRANSLATE_NOOP("Card", "brighter"),
    QualityIssue.TOO_BRIGHT: QT_TRANSLATE_NOOP("Card", "darker"),
    QualityIssue.UNCERTAIN: QT_TRANSLATE_NOOP("Card", "uncovered"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the card: its name, its value, what it should be; `fulfilled` is None where nothing is asked."""

    name: str
    value: str
    wanted: str = ""
    fulfilled: bool | None = None


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """Where things lie on the painted scale, in shares 0…1 of its width; `value` is the score, `said` all in words."""

    reject: float
    accept: float
    score: float
    runner_up: float | None
    shots: tuple[float, ...]
    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Which answers are open, and which of them is the likely one; `why` says what is not possible.

    `suggested` is who it probably was where the pictures did not settle it.
    """

    right: bool
    refuse: bool
    enrol: bool
    enrol_first: bool
    why: str
    suggested: PersonId | None = None


def title(card: DecisionCard, translate: Translate) -> str:
    """Name who it is, as far as was decided."""
    match card.decision.verdict:
        case Verdict.RECOGNISED:
            return card.record.name or translate("Card", "Somebody")
        case Verdict.UNKNOWN:
            return card.record.name or translate("Card", "Unknown")
        case Verdict.SPOOF:
            return translate("Card", "Photo or screen?")
        case Verdict.NOT_A_FACE:
            return translate("Card", "Not a face")
        case Verdict.PENDING:
            return translate("Card", "Not decided yet")


def tone(verdict: Verdict) -> Tone:
    """Return how a verdict is coloured."""
    match verdict:
        case Verdict.RECOGNISED:
            return Tone.GOOD
        case Verdict.UNKNOWN:
            return Tone.WAITING
        case Verdict.SPOOF:
            return Tone.BAD
        case Verdict.PENDING | Verdict.NOT_A_FACE:
            return Tone.QUIET


def reason(card: DecisionCard, translate: Translate) -> str:
    """Say why it was decided so, in one sentence."""
    why, shots = card.decision.reason, card.decision.shots
    pattern = translate("Card", _TWO_AGREE if why is Reason.AGREEING_SHOTS and shots == _PAIR else _REASONS[why])
    person = card.candidate_name or translate("Card", "somebody who was taken out since")
    other = card.runner_up_name or translate("Card", "somebody else")
    return pattern.format(person=person, other=other, n=shots)


def scale(card: DecisionCard, translate: Translate) -> ScoreScale | None:
    """Return the scale; None where the figures of the decision were not kept or nobody could be compared."""
    found, match = card.decision.evidence, card.decision.match
    if found is None or match.person is None:
        return None
    other = match.runner_up_score if match.runner_up is not None else None
    scores = [found.score, found.accept, found.reject, *(shot.score for shot in found.shots)]
    low, high = min(_LOWEST, *scores), max(_HIGHEST, *scores)

    def share(score: float) -> float:
        return (max(score, low) - low) / (high - low)

    said = translate("Card", "Score {score}; {accept} names somebody, {reject} or less nobody.").format(
        score=_cosine(found.score), accept=_cosine(found.accept), reject=_cosine(found.reject)
    )
    return ScoreScale(
        share(found.reject),
        share(found.accept),
        share(found.score),
        None if other is None else share(other),
        tuple(share(shot.score) for shot in found.shots),
        _cosine(found.score),
        said,
    )


def legend(card: DecisionCard, translate: Translate) -> str:
    """Say what is drawn on the scale besides the score."""
    if card.runner_up_name is None:
        return translate("Card", "Strokes are single pictures.")
    return translate("Card", "Strokes are single pictures, the circle is {name}.").format(name=card.runner_up_name)


def figures(card: DecisionCard, translate: Translate) -> tuple[Figure, ...]:
    """Return every figure of the decision, the weightiest first."""
    decision, match = card.decision, card.decision.match
    found = [*_scores(card, translate)] if match.person is not None else []
    if match.person is not None:
        found.append(Figure(translate("Card", "Probability"), percent(match.probability)))
    found.append(Figure(translate("Card", "Pictures compared"), str(decision.shots)))
    found.append(Figure(translate("Card", "Living face"), liveness(card.liveness, translate)))
    return tuple(found)


def _scores(card: DecisionCard, translate: Translate) -> tuple[Figure, Figure]:
    match, kept = card.decision.match, card.decision.evidence
    likeness = translate("Card", "Likeness to {name}").format(name=card.candidate_name or "–")
    second = translate("Card", "Ahead of {name} by").format(name=card.runner_up_name) if card.runner_up_name else ""
    margin = second or translate("Card", "Ahead of everybody else by")
    if kept is None:
        return Figure(likeness, _cosine(match.score)), Figure(margin, _cosine(match.margin))
    return (
        _asked(likeness, kept.score, kept.accept, translate),
        _asked(margin, kept.margin, kept.margin_needed, translate),
    )


def _asked(name: str, value: float, wanted: float, translate: Translate) -> Figure:
    return Figure(
        name, _cosine(value), translate("Card", "{n} needed").format(n=_cosine(wanted)), fulfilled=value >= wanted
    )


def liveness(vote: Liveness, translate: Translate) -> str:
    """Say how the vote on a living face went."""
    match vote.state:
        case LivenessState.UNCHECKED:
            return translate("Card", "not checked")
        case LivenessState.PENDING:
            return translate("Card", "not sure, {percent} live").format(percent=percent(vote.score))
        case LivenessState.LIVE:
            return translate("Card", "yes, {percent} live").format(percent=percent(vote.score))
        case LivenessState.SPOOF:
            return translate("Card", "no, {percent} live").format(percent=percent(vote.score))


def confusable(evidence: Evidence | None, translate: Translate) -> str:
    """Say that two people were declared easy to confuse; empty where they were not."""
    if evidence is None or not evidence.confusable:
        return ""
    return translate("Card", "These two are marked as easy to confuse, so more distance is needed.")


def shot(found: ShotScore, translate: Translate) -> str:
    """Say how good one picture was and, where there was somebody to compare it with, how much it resembled."""
    grade = translate("Quality", "Good") if found.quality >= GOOD else translate("Quality", "Fair")
    quality = translate("Card", "quality {quality}, {grade}").format(quality=percent(found.quality), grade=grade)
    return quality if found.score <= NO_MATCH.score else f"{_cosine(found.score)} · {quality}"


def advice(shots: Sequence[ShotScore], translate: Translate) -> str:
    """Say what a better picture would need; empty where nothing was wrong with any."""
    issues = [issue for issue in QualityIssue if any(issue in found.issues for found in shots)]
    if not issues:
        return ""
    wanted = translate("Quality", ", ").join(translate("Card", _BETTER[issue]) for issue in issues)
    return translate("Card", "A better picture would be {wanted}.").format(wanted=wanted)


def review(said: Review, translate: Translate) -> str:
    """Say what an operator said of it; empty before that."""
    match said:
        case Review.NONE:
            return ""
        case Review.CONFIRMED:
            return translate("Card", "You said that this is right.")
        case Review.REFUSED:
            return translate("Card", "You said that this is not the person.")


def choices(card: DecisionCard, translate: Translate, *, at_hand: bool) -> Choices:
    """Return what may be answered. `at_hand` says that the pictures of the visit are, for enrolling from them."""
    verdict = card.decision.verdict
    fresh = card.record.review is Review.NONE
    face = verdict in (Verdict.RECOGNISED, Verdict.UNKNOWN)
    enrol = face and at_hand
    open_question = fresh and card.candidate_name is not None and card.decision.reason in UNSETTLED
    suggested = card.candidate if open_question and verdict is Verdict.UNKNOWN else None
    why = ""
    if verdict is Verdict.SPOOF:
        why = translate("Card", "Nobody is enrolled from a picture of a face. A living person may simply come again.")
    elif face and not at_hand:
        why = translate("Card", "This visit is from an earlier run, so nobody can be enrolled from it.")
    return Choices(
        right=fresh and verdict is not Verdict.PENDING,
        refuse=fresh and face and card.candidate_name is not None,
        enrol=enrol,
        enrol_first=enrol and verdict is Verdict.UNKNOWN and suggested is None,
        why=why,
        suggested=suggested,
    )


def suggestion(card: DecisionCard, translate: Translate) -> str:
    """Write what says yes to who it probably was."""
    return translate("Card", "&Yes, it is {name}").format(name=(card.candidate_name or "–").replace("&", "&&"))


def reviewed(card: DecisionCard, said: Review, translate: Translate) -> str:
    """Confirm an answer, for the message that offers to undo it."""
    if said is Review.CONFIRMED:
        return translate("Card", "{title}: noted as right.").format(title=title(card, translate))
    return translate("Card", "Noted: this face is not {person}.").format(person=card.candidate_name or "–")


def _cosine(score: float) -> str:
    return f"{score:.2f}".replace("-", "\u2212")
