"""When a person may be saved, and what the enrol dialog says until then."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

from core.domain.faces import Gender
from core.domain.guidance import Prompt, Step
from core.domain.ids import PersonId
from core.domain.people import Consent, Membership, Person, PersonFacts
from core.domain.text import folded
from core.runtime.enrolling import LIKELY, LookAlike
from gui.presenters.text import Translate, percent


class Choice(StrEnum):
    """What the operator decided about a likeness."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Written:
    """What is typed into the form. `groups` is a list with commas, `born` a date; `holder` already has the ID."""

    name: str = ""
    external_id: str = ""
    groups: str = ""
    consent: str = ""
    born: str = ""
    gender: Gender | None = None
    holder: Person | None = None


@dataclass(frozen=True, slots=True)
class EnrolForm:
    """The state of the dialog. `checked` is whether likenesses and `odd` belong to the shots selected now.

    `odd` counts selected shots of somebody else than the first; `preset` is whom pictures are added
    to from the start, `likeness` the chance in 0…1 that they show them.
    """

    written: Written = Written()
    selected: int = 0
    usable: int = 0
    checked: bool = False
    odd: int = 0
    likenesses: tuple[LookAlike, ...] = ()
    choices: dict[PersonId, Choice] = field(default_factory=dict)
    preset: Person | None = None
    likeness: float | None = None

    def choice(self, person: PersonId) -> Choice:
        """Return what was decided about somebody."""
        return self.choices.get(person, Choice.OPEN)


def asked(form: EnrolForm) -> LookAlike | None:
    """Return the likeness in question: whom the operator said this is, else the first not decided, else the first."""
    others = [one for one in form.likenesses if form.preset is None or one.person.id != form.preset.id]
    same = (one for one in others if form.choice(one.person.id) is Choice.SAME)
    undecided = (one for one in others if form.choice(one.person.id) is Choice.OPEN)
    return next(chain(same, undecided, others), None)


def into(form: EnrolForm) -> Person | None:
    """Return whom the shots are added to; None for a new person."""
    same = (one.person for one in form.likenesses if form.choice(one.person.id) is Choice.SAME)
    return next(same, form.preset)


def different_from(form: EnrolForm) -> tuple[PersonId, ...]:
    """Return everybody the operator said this is not."""
    same = into(form)
    others = (one.person.id for one in form.likenesses if same is None or one.person.id != same.id)
    return tuple(other for other in others if form.choice(other) is Choice.DIFFERENT)


def obstacle(form: EnrolForm, translate: Translate) -> str:
    """Say what keeps the form from being saved; empty when nothing does."""
    return _pictures_lack(form, translate) or _words_lack(form, translate)


def unlike(form: EnrolForm, translate: Translate) -> str:
    """Warn where the pictures hardly show whom they are added to; empty where they do."""
    if form.preset is None or form.likeness is None or form.likeness >= LIKELY or into(form) is not form.preset:
        return ""
    said = translate("Enrol", "These pictures hardly look like {name} ({percent}). Add them only if you are sure.")
    return said.format(name=form.preset.name, percent=percent(form.likeness))


def _pictures_lack(form: EnrolForm, translate: Translate) -> str:
    if not form.selected:
        return translate("Enrol", "Select at least one picture.")
    if not form.usable:
        return translate("Enrol", "None of the selected pictures is good enough. Take a better one.")
    if form.odd:
        return translate("Enrol", "The selected pictures show more than one person. Leave out the marked ones.")
    question = asked(form)
    if question is not None and form.choice(question.person.id) is Choice.OPEN:
        return translate("Enrol", "Decide whether this is {name}.").format(name=question.person.name)
    return ""


def _words_lack(form: EnrolForm, translate: Translate) -> str:
    written = form.written
    if into(form) is None:
        if not written.name.strip():
            return translate("Enrol", "Type a name.")
        if written.holder is not None:
            holder = written.holder
            said = translate("Enrol", "The ID {id} belongs to {name}.")
            return said.format(id=holder.external_id, name=holder.name)
        if written.born.strip() and born_on(written.born) is None:
            return translate("Enrol", "Write the birth date as year-month-day, such as 1990-12-31.")
    return "" if form.checked else translate("Enrol", "Checking whether this person is enrolled already…")


def facts(written: Written, now: datetime) -> PersonFacts:
    """Return what is to be written about a new person."""
    consent = Consent(now, written.consent) if written.consent else None
    membership = Membership(frozenset(groups_of(written.groups)))
    name, external_id, born = written.name.strip(), written.external_id.strip(), born_on(written.born)
    return PersonFacts(name, external_id, membership, born=born, gender=written.gender, consent=consent)


def born_on(text: str) -> date | None:
    """Return a birth date as it was typed; None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def groups_of(text: str) -> tuple[str, ...]:
    """Return the groups named in a list with commas, in its order, each once."""
    return tuple(dict.fromkeys(group for group in (part.strip() for part in text.split(",")) if group))


def completions(text: str, groups: Collection[str]) -> tuple[str, ...]:
    """Return what the whole list may become: the groups in it, and each known one that begins as the last part does."""
    *before, last = text.split(",")
    taken = groups_of(",".join(before))
    fitting = (group for group in groups if group not in taken and folded(group).startswith(folded(last)))
    return tuple(", ".join((*taken, group)) for group in fitting)


def consents(translate: Translate) -> tuple[str, ...]:
    """Return how somebody may have agreed, in words: they are kept as they are, in the language of the desk."""
    return (
        translate("Enrol", "signed form"),
        translate("Enrol", "asked at the desk"),
        translate("Enrol", "part of the contract"),
    )


def likeness_title(one: LookAlike, translate: Translate) -> str:
    """Ask about a likeness."""
    said = translate("Enrol", "Looks like {name}, {percent}")
    return said.format(name=one.person.name, percent=percent(one.probability))


def prompt_words(prompt: Prompt, translate: Translate) -> str:
    """Say what to do, in as few words as can be read from two metres away."""
    words = {
        Prompt.NOBODY_THERE: translate("Enrol", "Step in front of the camera"),
        Prompt.ONE_AT_A_TIME: translate("Enrol", "One at a time, please"),
        Prompt.NO_PICTURE_OF_ONE: translate("Enrol", "No photos or screens, please"),
        Prompt.INTO_THE_PICTURE: translate("Enrol", "Bring your whole face into the picture"),
        Prompt.STEP_CLOSER: translate("Enrol", "Come closer"),
        Prompt.STEP_BACK: translate("Enrol", "Step back a little"),
        Prompt.TAKE_OFF_MASK: translate("Enrol", "Take off the mask"),
        Prompt.MORE_LIGHT: translate("Enrol", "More light on the face"),
        Prompt.LESS_LIGHT: translate("Enrol", "Less light on the face"),
        Prompt.FACE_TOO_BLURRED: translate("Enrol", "Blurred: hold still, or wipe the lens"),
        Prompt.SHOW_WHOLE_FACE: translate("Enrol", "Show your whole face"),
        Prompt.SOMEBODY_ELSE: translate("Enrol", "This is somebody else"),
        Prompt.LOOK_AT_CAMERA: translate("Enrol", "Look at the camera"),
        Prompt.TURN_LEFT: translate("Enrol", "Turn a little to your left"),
        Prompt.TURN_RIGHT: translate("Enrol", "Turn a little to your right"),
        Prompt.TURN_LESS: translate("Enrol", "Not quite so far"),
        Prompt.LOOK_AROUND: translate("Enrol", "Look up and down a little"),
        Prompt.HOLD_STILL: translate("Enrol", "Hold still"),
        Prompt.DONE: translate("Enrol", "Done, thank you"),
    }
    return words[prompt]


def is_complaint(prompt: Prompt) -> bool:
    """Say whether something must change before a picture can be taken."""
    return prompt not in _FRIENDLY


_FRIENDLY = frozenset(
    {
        Prompt.NOBODY_THERE, Prompt.LOOK_AT_CAMERA, Prompt.TURN_LEFT, Prompt.TURN_RIGHT, Prompt.LOOK_AROUND,
        Prompt.HOLD_STILL, Prompt.DONE,
    }
)  # fmt: skip


def step_name(step: Step, translate: Translate) -> str:
    """Name a view."""
    match step:
        case Step.FRONT:
            return translate("Enrol", "Front")
        case Step.LEFT:
            return translate("Enrol", "Left")
        case Step.RIGHT:
            return translate("Enrol", "Right")
        case Step.EXTRA:
            return translate("Enrol", "Extra")


def progress(missing: Sequence[Step], taken: int, translate: Translate) -> str:
    """Say which views are still wanted."""
    if not missing:
        return translate("Enrol", "{n} pictures taken").format(n=taken)
    names = ", ".join(step_name(step, translate) for step in missing)
    return translate("Enrol", "Still wanted: {views}").format(views=names)
