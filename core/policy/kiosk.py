"""Who stands in front of a kiosk, and what it shows them: calm, and never one's name beside another.

Pure: `sight_of` reads a view, `step` says what is shown after it, `due` who is to be served, and `answered` what is
shown once they were. Times are seconds of a monotonic clock.
"""

from dataclasses import dataclass, replace

from core.domain.camera import CameraState
from core.domain.faces import Box, QualityIssue
from core.domain.guidance import Prompt
from core.domain.ids import PersonId
from core.domain.kiosk import IDLE, Refusal, Scene, SceneKind
from core.domain.liveness import LivenessState
from core.domain.matching import Reason, Verdict
from core.domain.tracking import FrameView, TrackView

SEEN = 0.045
"""Face width as a share of the picture's height from which somebody may want something; smaller ones pass by."""
NEAR = 0.1
"""From here on they stand in front: some two metres from a camera that sees seventy degrees."""
TOO_NEAR = 0.8
"""Share of the picture's height a face may take."""
CLEARLY = 0.8
"""A second face with less than this share of the first one's standing leaves no doubt who is meant."""

PATIENCE_S = 0.4
"""How long something else must be so before it is shown."""
DOUBT_S = 1.5
"""How long somebody must have been unknown before they are told: the next pictures often name them."""
LEAST_S = 1.0
"""What is shown stays at least this long."""
WELCOME_S, REFUSED_S = 3.5, 4.0
ENOUGH_S = 1.5
"""After this long an answer makes room for the next person."""
CHOICE_S, PIN_S = 15.0, 30.0
GONE_S = 2.5
"""Who was not seen for this long has left without choosing."""
AGAIN_S = 4.0
"""Who comes back after this long is served again."""


@dataclass(frozen=True, slots=True)
class Front:
    """The person in front: what is known of them, and what keeps the camera from knowing more."""

    track: int
    box: Box
    verdict: Verdict
    reason: Reason
    person: PersonId | None = None
    name: str = ""
    prompt: Prompt | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a kiosk sees. Without a `front`, `prompt` is for those who are there; `present` are all with a name."""

    camera: CameraState
    front: Front | None = None
    prompt: Prompt | None = None
    present: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class KioskState:
    """What a kiosk remembers.

    `scene` is shown since `since_s`, an answer until `until_s`; it is about `person`, who was seen as `track` if by
    their face. `rival` would be shown since `rival_s`. `met` is who was served, and when they were last in sight.
    """

    scene: Scene = IDLE
    since_s: float = float("-inf")
    until_s: float = float("-inf")
    person: PersonId | None = None
    track: int | None = None
    rival: Scene = IDLE
    rival_s: float = 0.0
    met: tuple[tuple[PersonId, float], ...] = ()

    def seen_s(self, person: PersonId) -> float | None:
        """Return when somebody who was served was last in sight; None for anybody else."""
        return next((at for who, at in self.met if who == person), None)


_QUIET = KioskState()


def sight_of(view: FrameView | None, camera: CameraState, before: int | None) -> Sight:
    """Return who is in front; `before` is the track that was, and stays it unless somebody else clearly is."""
    if view is None or camera is not CameraState.LIVE:
        return Sight(camera)
    height, width = view.frame.image.shape[:2]
    faces = [t for t in view.tracks if t.decision.verdict is not Verdict.NOT_A_FACE and t.box.width >= SEEN * height]
    present = frozenset(t.decision.person for t in faces if _named(t) and t.decision.person is not None)
    near = sorted((t for t in faces if t.box.width >= NEAR * height), key=lambda t: -_standing(t, width))
    if not near:
        return Sight(camera, None, Prompt.STEP_CLOSER if faces else None, present)
    chosen = _chosen(near, width, before)
    if chosen is None:
        return Sight(camera, None, Prompt.ONE_AT_A_TIME, present)
    return Sight(camera, _front(chosen, height), None, present)


def step(state: KioskState, sight: Sight, now_s: float) -> KioskState:
    """Return what is shown now."""
    met = ((who, now_s if who in sight.present else at) for who, at in state.met)
    state = replace(state, met=tuple((who, at) for who, at in met if now_s - at < AGAIN_S))
    if _answering(state):
        if not _over(state, now_s):
            return state
        state = replace(_QUIET, met=state.met, since_s=now_s - LEAST_S, rival_s=now_s)
    target = _passive(state, sight)
    if target == state.scene:
        return replace(state, rival=target, rival_s=now_s)
    if target != state.rival:
        return replace(state, rival=target, rival_s=now_s)
    ripe = now_s - state.rival_s >= (DOUBT_S if target.refusal else PATIENCE_S)
    if not ripe or now_s - state.since_s < LEAST_S:
        return state
    track = sight.front.track if sight.front is not None else None
    return replace(state, scene=target, since_s=now_s, track=track)


def due(state: KioskState, sight: Sight, now_s: float) -> Front | None:
    """Return who is to be served now; None while nobody is, or somebody else still is."""
    front = sight.front
    if front is None or front.verdict is not Verdict.RECOGNISED or front.person is None:
        return None
    if state.seen_s(front.person) is not None or state.scene.kind in _QUESTIONS:
        return None
    return None if _answering(state) and now_s - state.since_s < ENOUGH_S else front


def answered(state: KioskState, scene: Scene, person: PersonId | None, track: int | None, now_s: float) -> KioskState:
    """Return what is shown after somebody was served, by their face as `track`, else by a PIN or a code."""
    lasts = _LASTS[scene.kind]
    state = replace(state, scene=scene, since_s=now_s, until_s=now_s + lasts, person=person, track=track)
    if person is None or (track is None and scene.kind is SceneKind.REFUSED):
        return state  # their face may still let them in
    return replace(state, met=(*((who, at) for who, at in state.met if who != person), (person, now_s)))


def dropped(state: KioskState, now_s: float) -> KioskState:
    """Return what is shown after a question was turned down."""
    return replace(state, until_s=now_s) if state.scene.kind in _QUESTIONS else state


_QUESTIONS = frozenset({SceneKind.CHOOSE, SceneKind.PIN_WANTED})
_LASTS = {
    SceneKind.CHOOSE: CHOICE_S,
    SceneKind.PIN_WANTED: PIN_S,
    SceneKind.WELCOME: WELCOME_S,
    SceneKind.REFUSED: REFUSED_S,
}
_COMPLAINTS = {
    QualityIssue.TOO_SMALL: Prompt.STEP_CLOSER,
    QualityIssue.CUT_OFF: Prompt.INTO_THE_PICTURE,
    QualityIssue.BLURRED: Prompt.HOLD_STILL,
    QualityIssue.TURNED: Prompt.LOOK_AT_CAMERA,
    QualityIssue.TOO_DARK: Prompt.MORE_LIGHT,
    QualityIssue.TOO_BRIGHT: Prompt.LESS_LIGHT,
    QualityIssue.UNCERTAIN: Prompt.SHOW_WHOLE_FACE,
}


def _named(track: TrackView) -> bool:
    return track.decision.verdict is Verdict.RECOGNISED


def _standing(track: TrackView, width: int) -> float:
    """Return how much a face is meant: its width, up to half less towards the sides of the picture."""
    aside = abs((track.box.left + track.box.right) / width - 1.0)
    return track.box.width * (1.0 - 0.5 * min(aside, 1.0))


def _chosen(near: list[TrackView], width: int, before: int | None) -> TrackView | None:
    """Return who is meant of those near, the best first; None where it might be either of two."""
    best = _standing(near[0], width)
    rivals = [track for track in near if _standing(track, width) >= CLEARLY * best]
    if len(rivals) == 1:
        return near[0]
    return next((track for track in rivals if track.track == before), None)


def _front(track: TrackView, height: int) -> Front:
    decision = track.decision
    return Front(
        track.track, track.box, Verdict.SPOOF if track.liveness.state is LivenessState.SPOOF else decision.verdict,
        decision.reason, decision.person, track.name or "", _hint(track, height),
    )  # fmt: skip


def _hint(track: TrackView, height: int) -> Prompt | None:
    if track.box.height > TOO_NEAR * height:
        return Prompt.STEP_BACK
    issues = track.quality.issues if track.quality is not None else ()
    return _COMPLAINTS[issues[0]] if issues else None


def _answering(state: KioskState) -> bool:
    """Say whether the scene answers somebody, rather than saying what is seen."""
    return state.until_s > state.since_s


def _over(state: KioskState, now_s: float) -> bool:
    if now_s >= state.until_s:
        return True
    seen = state.seen_s(state.person) if state.person is not None else None
    # Who types looks down, so that a PIN is waited for without a face.
    asked = state.scene.kind is SceneKind.CHOOSE and state.track is not None
    return asked and (seen is None or now_s - seen > GONE_S)


def _passive(state: KioskState, sight: Sight) -> Scene:
    """Return what says best what is seen."""
    front = sight.front
    if sight.camera is not CameraState.LIVE:
        return Scene(SceneKind.NO_CAMERA, camera=sight.camera)
    if front is None:
        return IDLE if sight.prompt is None else Scene(SceneKind.APPROACH, prompt=sight.prompt)
    if front.person is not None and state.seen_s(front.person) is not None:
        return IDLE
    if front.verdict is Verdict.SPOOF or front.reason is Reason.NOT_SEEN_LIVE:
        return Scene(SceneKind.REFUSED, refusal=Refusal.NOT_LIVE)
    if front.verdict is Verdict.PENDING and front.prompt is not None:
        return Scene(SceneKind.APPROACH, prompt=front.prompt)
    if front.verdict is Verdict.UNKNOWN:
        return Scene(SceneKind.REFUSED, refusal=Refusal.UNKNOWN)
    return Scene(SceneKind.LOOKING)
