"""What the gallery doctor says, in words: titles, sentences, and what a fix would do or did."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.directory import Regrouping
from core.domain.doctor import Examination, Finding, FindingKind, Fix, Severity
from core.domain.faces import Gender
from core.domain.reconciled import Reconciled, Trait
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.cameras import Tone
from gui.presenters.text import Translate, percent

_TITLES = {
    FindingKind.DUPLICATE: QT_TRANSLATE_NOOP("Doctor", "Enrolled twice"),
    FindingKind.MIXED: QT_TRANSLATE_NOOP("Doctor", "Mixed pictures"),
    FindingKind.OUTLIER: QT_TRANSLATE_NOOP("Doctor", "Odd pictures"),
    FindingKind.LOOKALIKE: QT_TRANSLATE_NOOP("Doctor", "Lookalikes"),
    FindingKind.NON_FACE: QT_TRANSLATE_NOOP("Doctor", "No face"),
    FindingKind.ATTRIBUTES: QT_TRANSLATE_NOOP("Doctor", "Age or gender"),
    FindingKind.POOR: QT_TRANSLATE_NOOP("Doctor", "Poor pictures"),
    FindingKind.AGEING: QT_TRANSLATE_NOOP("Doctor", "Old pictures"),
    FindingKind.SINGLE: QT_TRANSLATE_NOOP("Doctor", "Single picture"),
    FindingKind.NEVER_SEEN: QT_TRANSLATE_NOOP("Doctor", "Never seen"),
}
_ABOUT = {
    FindingKind.DUPLICATE: QT_TRANSLATE_NOOP("Doctor", "Two entries so alike that they probably are one person."),
    FindingKind.MIXED: QT_TRANSLATE_NOOP("Doctor", "Pictures that fall into groups which do not look like one person."),
    FindingKind.OUTLIER: QT_TRANSLATE_NOOP("Doctor", "One picture that does not look like the person's others."),
    FindingKind.LOOKALIKE: QT_TRANSLATE_NOOP("Doctor", "People of whom one may be named when the other comes."),
    FindingKind.NON_FACE: QT_TRANSLATE_NOOP("Doctor", "Pictures on which there probably is no face."),
    FindingKind.ATTRIBUTES: QT_TRANSLATE_NOOP("Doctor", "What is written down does not fit the pictures."),
    FindingKind.POOR: QT_TRANSLATE_NOOP("Doctor", "Pictures too blurred, dark, small or turned to rely on."),
    FindingKind.AGEING: QT_TRANSLATE_NOOP("Doctor", "People whose newest picture is more than five years old."),
    FindingKind.SINGLE: QT_TRANSLATE_NOOP("Doctor", "A second picture makes a person clearly easier to recognise."),
    FindingKind.NEVER_SEEN: QT_TRANSLATE_NOOP("Doctor", "People no camera has seen since they were enrolled."),
}
_HEADLINES = {
    FindingKind.DUPLICATE: QT_TRANSLATE_NOOP("Doctor", "{chance} likely to be one person"),
    FindingKind.LOOKALIKE: QT_TRANSLATE_NOOP("Doctor", "{chance} likely to be taken for each other"),
    FindingKind.NON_FACE: QT_TRANSLATE_NOOP("Doctor", "{chance} likely to be no face"),
    FindingKind.POOR: QT_TRANSLATE_NOOP("Doctor", "The quality is only {quality}"),
    FindingKind.AGEING: QT_TRANSLATE_NOOP("Doctor", "The newest picture is from {since}"),
    FindingKind.SINGLE: QT_TRANSLATE_NOOP("Doctor", "There is only one picture"),
    FindingKind.NEVER_SEEN: QT_TRANSLATE_NOOP("Doctor", "Enrolled on {since}, and not seen since"),
}
_LIKE_ANOTHER = QT_TRANSLATE_NOOP("Doctor", "A picture of {name} looks like {other}")
_SOME_LIKE_ANOTHER = QT_TRANSLATE_NOOP("Doctor", "Some pictures of {name} look like {other}")
_ONE_UNLIKE = QT_TRANSLATE_NOOP("Doctor", "A picture of {name} does not look like the others")
_SOME_UNLIKE = QT_TRANSLATE_NOOP("Doctor", "Some pictures of {name} do not look like the others")
_FIXES = {
    Fix.MERGE: QT_TRANSLATE_NOOP("Doctor", "One person: &merge…"),
    Fix.KEEP_APART: QT_TRANSLATE_NOOP("Doctor", "&Two people: keep apart"),
    Fix.GIVE: QT_TRANSLATE_NOOP("Doctor", "&Give to {other}…"),
    Fix.SPLIT: QT_TRANSLATE_NOOP("Doctor", "&Split off…"),
    Fix.DROP: QT_TRANSLATE_NOOP("Doctor", "Ta&ke out"),
    Fix.NEW_PICTURES: QT_TRANSLATE_NOOP("Doctor", "&Add pictures…"),
    Fix.CORRECT: QT_TRANSLATE_NOOP("Doctor", "&Correct…"),
    Fix.REMOVE: QT_TRANSLATE_NOOP("Doctor", "&Remove"),
}
_DONE = {
    Fix.MERGE: QT_TRANSLATE_NOOP("Doctor", "{name} and {other} are one person now."),
    Fix.KEEP_APART: QT_TRANSLATE_NOOP("Doctor", "{name} and {other} are kept apart from now on."),
    Fix.GIVE: QT_TRANSLATE_NOOP("Doctor", "The pictures belong to {other} now."),
    Fix.SPLIT: QT_TRANSLATE_NOOP("Doctor", "The pictures of {name} were split."),
    Fix.DROP: QT_TRANSLATE_NOOP("Doctor", "Pictures of {name} were taken out."),
    Fix.REMOVE: QT_TRANSLATE_NOOP("Doctor", "{name} was removed."),
}
_TONES = {Severity.SERIOUS: Tone.BAD, Severity.LOOK: Tone.WAITING, Severity.NOTE: Tone.QUIET}
_GENDERS = {Gender.FEMALE: QT_TRANSLATE_NOOP("Doctor", "female"), Gender.MALE: QT_TRANSLATE_NOOP("Doctor", "male")}


@dataclass(frozen=True, slots=True)
class Tile:
    """One kind in the summary; `tone` is that of its worst finding, None without any."""

    kind: FindingKind
    title: str
    about: str
    count: int
    tone: Tone | None


def tiles(found: Examination, translate: Translate) -> tuple[Tile, ...]:
    """Return every kind in its order, also those of which there is nothing."""
    worst = dict[FindingKind, Severity]()
    for finding in found.findings:  # the worst of each kind comes first
        worst.setdefault(finding.kind, finding.severity)
    return tuple(
        Tile(
            kind,
            translate("Doctor", _TITLES[kind]),
            translate("Doctor", _ABOUT[kind]),
            found.counts.get(kind, 0),
            _TONES[worst[kind]] if kind in worst else None,
        )
        for kind in FindingKind
    )


def tone_of(finding: Finding) -> Tone:
    """Return the colour of a finding."""
    return _TONES[finding.severity]


def summary(found: Examination, now: datetime, translate: Translate) -> str:
    """Say when everybody was compared."""
    days = (now.astimezone().date() - found.made.astimezone().date()).days
    when = f"{found.made.astimezone():%H:%M}" if days == 0 else f"{found.made.astimezone():%Y-%m-%d %H:%M}"
    said = translate("Doctor", "{people} people with {pictures} pictures, compared {when} in {seconds} s")
    return said.format(
        people=_number(found.people), pictures=_number(found.templates), when=when, seconds=f"{found.seconds:.1f}"
    )


def headline(finding: Finding, translate: Translate) -> str:
    """Say in one sentence what is wrong."""
    if finding.kind is FindingKind.ATTRIBUTES:
        return _difference(finding.reconciled, translate)
    return translate("Doctor", _headline(finding)).format(
        name=finding.names[0],
        other=finding.names[-1],
        chance=percent(finding.chance or 0.0),
        quality=percent(finding.quality or 0.0),
        since=f"{finding.since.astimezone():%Y-%m-%d}" if finding.since else "",
    )


def _headline(finding: Finding) -> str:
    if finding.kind not in (FindingKind.MIXED, FindingKind.OUTLIER):
        return _HEADLINES[finding.kind]
    if len(finding.people) > 1:
        return _LIKE_ANOTHER if len(finding.templates) == 1 else _SOME_LIKE_ANOTHER
    return _ONE_UNLIKE if len(finding.templates) == 1 else _SOME_UNLIKE


def detail(finding: Finding, translate: Translate) -> str:
    """Say what the sentence rests on, and what to do; may be empty."""
    match finding.kind:
        case FindingKind.DUPLICATE:
            said = translate(
                "Doctor", "Enrolled twice, a person is recognised less surely. Keep them apart if they are twins."
            )
        case FindingKind.LOOKALIKE:
            said = translate("Doctor", "Kept apart, neither is named unless the face is clearly nearer to one of them.")
        case FindingKind.MIXED | FindingKind.OUTLIER if finding.chance is not None and finding.chance < 0.5:
            said = translate("Doctor", "It may be the same person after all, on an unusual picture. Please look.")
        case FindingKind.MIXED | FindingKind.OUTLIER:
            said = translate("Doctor", "{chance} likely to be somebody else; that person would be let in as {name}.")
        case FindingKind.POOR if not finding.templates:
            said = translate("Doctor", "No picture of {name} is good enough to rely on.")
        case FindingKind.POOR:
            said = translate("Doctor", "There are better ones. Poor pictures to take out: {count}")
        case _:
            return ""
    return said.format(name=finding.names[0], chance=percent(finding.chance or 0.0), count=len(finding.templates))


def fix_text(fix: Fix, finding: Finding, translate: Translate) -> str:
    """Return what the button of a fix says."""
    return translate("Doctor", _FIXES[fix]).format(other=plain(finding.names[-1]))


def done_text(fix: Fix, finding: Finding, translate: Translate) -> str:
    """Say what a fix has done."""
    return translate("Doctor", _DONE[fix]).format(name=finding.names[0], other=finding.names[-1])


def moving_text(moving: Regrouping, translate: Translate) -> str:
    """Say how much changes its owner."""
    said = translate("Doctor", "Pictures that move: {pictures}. Past visits that change their name: {visits}.")
    return said.format(pictures=_number(len(moving.templates)), visits=_number(moving.event_count))


def phase_text(phase: str, translate: Translate) -> str:
    """Name a step of the examination."""
    if phase == "pairs":
        return translate("Doctor", "Comparing everybody with everybody")
    return translate("Doctor", "Looking at every picture")


def _difference(reconciled: Reconciled | None, translate: Translate) -> str:
    if reconciled is None:
        return ""
    said, looks = reconciled.declared, reconciled.estimated
    trait = reconciled.disagreements[0].trait
    if trait is Trait.AGE and said.age is not None and looks.age is not None:
        text = translate("Doctor", "Written down as {age} years old, looks about {looks}")
        return text.format(age=int(said.age), looks=round(looks.age))
    text = translate("Doctor", "Written down as {gender}, looks {looks}")
    genders = [translate("Doctor", _GENDERS[told.gender]) if told.gender else "?" for told in (said, looks)]
    return text.format(gender=genders[0], looks=genders[1])


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def plain(name: str) -> str:
    """Return a name as a button shows it, where & would mark a shortcut."""
    return name.replace("&", "&&")
