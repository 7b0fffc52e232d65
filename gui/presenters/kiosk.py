"""What a kiosk says, in big letters and few words."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from core.domain.access import Why
from core.domain.attendance import Way
from core.domain.camera import CameraState
from core.domain.guidance import Prompt
from core.domain.kiosk import Refusal, Scene, SceneKind
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.enrolment import prompt_words
from gui.presenters.text import Translate, sentence

_NOON, _EVENING = 12, 18


class Tone(StrEnum):
    """How something is meant; the whole panel takes its colour."""

    CALM = "calm"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class SceneWords:
    """`title` above, `big` in the middle, `detail` below; any may be empty."""

    tone: Tone
    icon: str
    title: str
    big: str
    detail: str = ""


_REFUSALS = {
    Why.LOCKED_DOWN: QT_TRANSLATE_NOOP("Kiosk", "The doors are locked down. Wait for the staff."),
    Why.INACTIVE: QT_TRANSLATE_NOOP("Kiosk", "Your access is not valid. Please ask at the reception."),
    Why.NOT_VALID: QT_TRANSLATE_NOOP("Kiosk", "Your access is not valid today. Please ask at the reception."),
    Why.NO_RULE: QT_TRANSLATE_NOOP("Kiosk", "This door is not open to you. Please ask at the reception."),
    Why.KEPT_OUT: QT_TRANSLATE_NOOP("Kiosk", "This door is not open to you. Please ask at the reception."),
    Why.OUTSIDE_HOURS: QT_TRANSLATE_NOOP("Kiosk", "This door is closed to you at this hour."),
    Why.PROOF_MISSING: QT_TRANSLATE_NOOP("Kiosk", "This door wants to see your face as well. Look at the camera."),
    Why.FIRST_PERSON_MISSING: QT_TRANSLATE_NOOP("Kiosk", "Nobody in charge has come in yet. Please wait for them."),
    Why.SECOND_PERSON_MISSING: QT_TRANSLATE_NOOP("Kiosk", "This door opens for two. The second person, please."),
    Why.ESCORT_MISSING: QT_TRANSLATE_NOOP("Kiosk", "Your host has to go first."),
    Why.ALREADY_INSIDE: QT_TRANSLATE_NOOP("Kiosk", "You have come in here already. Please ask at the reception."),
    Why.NOT_INSIDE: QT_TRANSLATE_NOOP("Kiosk", "You have not come in here before. Please ask at the reception."),
    Why.INTERLOCKED: QT_TRANSLATE_NOOP("Kiosk", "Another door is still open. Try again once it is shut."),
}
_ELSEWISE = QT_TRANSLATE_NOOP("Kiosk", "This door stays shut. Please ask at the reception.")


def words(scene: Scene, now: datetime, zone: tzinfo, translate: Translate) -> SceneWords:
    """Say a scene; `now` is aware, and times are those of `zone`."""
    match scene.kind:
        case SceneKind.IDLE:
            return SceneWords(
                Tone.CALM, "", greeting(now.astimezone(zone), translate), translate("Kiosk", "Look at the camera")
            )
        case SceneKind.APPROACH:
            prompt = scene.prompt or Prompt.LOOK_AT_CAMERA
            return SceneWords(Tone.CALM, "", translate("Kiosk", "Almost"), prompt_words(prompt, translate))
        case SceneKind.LOOKING:
            return SceneWords(Tone.CALM, "", translate("Kiosk", "One moment"), translate("Kiosk", "Looking…"))
        case SceneKind.CHOOSE:
            return SceneWords(
                Tone.CALM, "", translate("Kiosk", "Hello"), scene.name,
                translate("Kiosk", "Are you coming or leaving?"),
            )  # fmt: skip
        case SceneKind.PIN_WANTED:
            return SceneWords(Tone.CALM, "", translate("Kiosk", "Your PIN, please"), scene.name)
        case SceneKind.NO_CAMERA:
            return _without_camera(scene, translate)
        case SceneKind.WELCOME:
            return _welcome(scene, now.astimezone(zone), zone, translate)
        case SceneKind.REFUSED:
            return _refused(scene, translate)


def greeting(local: datetime, translate: Translate) -> str:
    """Greet somebody by the time of the day."""
    if local.hour < _NOON:
        return translate("Kiosk", "Good morning")
    return translate("Kiosk", "Good afternoon") if local.hour < _EVENING else translate("Kiosk", "Good evening")


def _welcome(scene: Scene, local: datetime, zone: tzinfo, translate: Translate) -> SceneWords:
    at = f"{scene.at.astimezone(zone):%H:%M}" if scene.at is not None else ""
    if scene.way is None:
        return SceneWords(Tone.GOOD, "check", translate("Kiosk", "Welcome"), scene.name)
    if scene.way is Way.IN:
        said = translate("Kiosk", "In since {time}") if scene.already else translate("Kiosk", "In at {time}")
        return SceneWords(Tone.GOOD, "arrive", greeting(local, translate), scene.name, said.format(time=at))
    said = translate("Kiosk", "Out since {time}") if scene.already else translate("Kiosk", "Out at {time}")
    return SceneWords(Tone.GOOD, "depart", translate("Kiosk", "Goodbye"), scene.name, said.format(time=at))


def _refused(scene: Scene, translate: Translate) -> SceneWords:
    if scene.error is not None:
        return SceneWords(
            Tone.BAD, "alert", scene.name, translate("Kiosk", "That did not work"), sentence(scene.error, translate)
        )
    if scene.refusal is Refusal.UNKNOWN:
        return SceneWords(
            Tone.CALM, "", translate("Kiosk", "Hello"), translate("Kiosk", "We do not know your face"),
            translate("Kiosk", "Use your PIN or your code, or ask at the reception."),
        )  # fmt: skip
    if scene.refusal is Refusal.NOT_LIVE:
        return SceneWords(
            Tone.BAD, "shield", "", translate("Kiosk", "Your own face, please"),
            translate("Kiosk", "No photos or screens. Look straight at the camera for a moment."),
        )  # fmt: skip
    if scene.refusal is Refusal.CODE_UNKNOWN:
        return SceneWords(
            Tone.BAD, "close", "", translate("Kiosk", "This code is not valid"),
            translate("Kiosk", "Please ask at the reception for a new one."),
        )  # fmt: skip
    why = _REFUSALS.get(scene.why, _ELSEWISE) if scene.why is not None else _ELSEWISE
    return SceneWords(Tone.BAD, "lock", scene.name, translate("Kiosk", "The door stays shut"), translate("Kiosk", why))


def _without_camera(scene: Scene, translate: Translate) -> SceneWords:
    if scene.camera is CameraState.CONNECTING:
        return SceneWords(Tone.CALM, "", translate("Kiosk", "One moment"), translate("Kiosk", "The camera is starting"))
    return SceneWords(
        Tone.CALM, "camera-off", translate("Kiosk", "No picture"),
        translate("Kiosk", "Please use your PIN"),
        translate("Kiosk", "The camera does not answer at the moment."),
    )  # fmt: skip
