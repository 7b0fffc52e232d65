"""What to say to somebody who is being enrolled in front of a camera, and when to take the picture.

A pure state machine: `guide` is shown the faces of one frame after another with a monotonic time, and answers what to
say, which outline to draw and whether this frame is worth taking; `settled` tells it what came of a picture taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.domain.faces import Box, HeadPose, Quality, QualityIssue
from core.domain.guidance import Outline, Prompt, Step
from core.domain.liveness import LivenessState
from core.policy.profile import SEEN_ALREADY

FRONT_YAW, SIDE_LEAST, SIDE_MOST = 12.0, 18.0, 42.0
"""Degrees of yaw: a front view up to the first, a view of one side between the others. Cosines fall little up to 50°,
and at 42° a sharp face still has a quality of 0.43."""
MOST_PITCH = 22.0
"""Degrees up or down: a camera over a door has everybody look down by ten to twenty."""

LEAST_FRONT, LEAST_SIDE = 0.5, 0.4
"""Quality.overall a picture is to have; turning costs quality by itself."""

SETTLE_S = 0.18
"""How long a pose is held before it is taken, two frames at ten a second: no pose merely passed through. Somebody who
turns to either side and back, told nothing, stays between the two yaws for 0.3 to 0.7 s; blur is judged by itself."""
PATIENCE_S = 0.4
"""How long something else must be the matter before other words are shown."""
REFUSAL_S = 2.0
"""How long a picture of somebody else is spoken of."""
EXTRA_S, EXTRA_EVERY_S = 5.0, 0.5
"""How long views that add something are looked for once there are the three, and how often one is measured."""
MOST_EXTRAS = 2

COMPARABLE = 0.5
"""A second face at least this share as wide as the largest could be meant as well; smaller ones are background."""

_WIDEST_TARGET = 0.25
"""Width of the outline as a share of the picture's height, where that is more than the least."""
_LEAST_TARGET_PX = 140.0
_LARGEST_TARGET = 0.45
_SHAPE = 1.3
"""Height by width of a face box."""
_NEAR = 0.6
"""A face narrower than this share of the outline is too far away."""
_NEAR_ENOUGH_PX = 112.0
"""A face this wide fills the crop an embedder takes; nobody need come nearer."""
_TOO_NEAR = 0.75
"""Share of the picture's height a face may take: beyond it hair and chin leave the picture with every move."""
_HEAD = 1.25
"""The outline is this much larger than a face box, which ends at brows and chin."""


VIEWS = (Step.FRONT, Step.LEFT, Step.RIGHT)
"""The views everybody is enrolled with, in the order in which they are asked for."""
_ASKED = {Step.FRONT: Prompt.LOOK_AT_CAMERA, Step.LEFT: Prompt.TURN_LEFT, Step.RIGHT: Prompt.TURN_RIGHT}


class Outcome(StrEnum):
    """What came of a picture that was taken."""

    TAKEN = "taken"
    SOMEBODY_ELSE = "somebody-else"
    NOTHING_NEW = "nothing-new"


@dataclass(frozen=True, slots=True)
class SeenFace:
    """A face as guidance sees it; `masked`: something covers mouth and nose."""

    box: Box
    pose: HeadPose
    quality: Quality
    masked: bool = False
    liveness: LivenessState = LivenessState.UNCHECKED


@dataclass(frozen=True, slots=True)
class Scene:
    """The faces of a picture of `width`×`height` pixels, largest first. `mirrored`: left is right in it."""

    width: int
    height: int
    faces: tuple[SeenFace, ...]
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class GuideState:
    """What guidance remembers. Times are seconds of a monotonic clock.

    `rival` has been what is the matter since `rival_since`, while `prompt` is still shown; `pose` has been held since
    `held_since`; `complete_since` is when the three views were there, None while they are not.
    """

    taken: tuple[Step, ...] = ()
    prompt: Prompt = Prompt.NOBODY_THERE
    rival: Prompt = Prompt.NOBODY_THERE
    rival_since: float = 0.0
    pose: Step | None = None
    held_since: float = 0.0
    complete_since: float | None = None
    refused_until: float = 0.0

    @property
    def missing(self) -> tuple[Step, ...]:
        """The views that are still asked for, in their order."""
        return tuple(step for step in VIEWS if step not in self.taken)

    @property
    def done(self) -> bool:
        """Whether nothing more is asked for."""
        return self.prompt is Prompt.DONE


@dataclass(frozen=True, slots=True)
class Advice:
    """What to show of this frame: words, where the face should be and whether it is; `take` is the view to take now."""

    prompt: Prompt
    outline: Outline
    fits: bool
    take: Step | None


def guide(state: GuideState, scene: Scene, now_s: float) -> tuple[GuideState, Advice]:
    """Look at a frame and return what to remember, and what to do."""
    face = scene.faces[0] if scene.faces else None
    outline = outline_of(scene.width, scene.height, face.box if face else None)
    trouble = _trouble(scene, outline)
    fits = face is not None and trouble not in _MISPLACED
    pose = None if face is None or trouble else _wanted_pose(state, face, now_s, mirrored=scene.mirrored)
    if pose is not state.pose:
        state = replace(state, pose=pose, held_since=now_s)
    prompt = _prompt(state, trouble, face, now_s)
    held_s = EXTRA_EVERY_S if pose is Step.EXTRA else SETTLE_S
    take = pose if pose is not None and now_s - state.held_since >= held_s else None
    state = _said(state, prompt, now_s)
    return state, Advice(state.prompt, outline, fits, take)


def settled(state: GuideState, step: Step, outcome: Outcome, now_s: float) -> GuideState:
    """Note what came of a picture; whatever it was, the next one is held anew."""
    state = replace(state, pose=None, held_since=now_s)
    if outcome is Outcome.SOMEBODY_ELSE:
        return replace(state, prompt=Prompt.SOMEBODY_ELSE, rival=Prompt.SOMEBODY_ELSE, refused_until=now_s + REFUSAL_S)
    if outcome is Outcome.NOTHING_NEW:
        return state
    state = replace(state, taken=(*state.taken, step))
    complete = state.complete_since if state.complete_since is not None else now_s
    return replace(state, complete_since=None if state.missing else complete)


def without(state: GuideState, place: int, now_s: float) -> GuideState:
    """Forget the picture at `place` of those taken: it is asked for again."""
    taken = (*state.taken[:place], *state.taken[place + 1 :])
    state = replace(state, taken=taken, prompt=Prompt.HOLD_STILL, rival=Prompt.HOLD_STILL, pose=None)
    return replace(state, complete_since=None if state.missing else now_s)


def judged(cosines: Sequence[float], step: Step, same: float) -> Outcome:
    """Say what a picture is worth, given its cosines to those taken; under `same` it shows another person."""
    nearest = max(cosines, default=None)
    if nearest is None:
        return Outcome.TAKEN
    if nearest < same:
        return Outcome.SOMEBODY_ELSE
    return Outcome.NOTHING_NEW if step is Step.EXTRA and nearest >= SEEN_ALREADY else Outcome.TAKEN


def view_of(pose: HeadPose, *, mirrored: bool) -> Step | None:
    """Return which of the views a pose is; None between them and beyond."""
    yaw = _own_yaw(pose, mirrored=mirrored)
    if abs(pose.pitch) > MOST_PITCH:
        return None
    if abs(yaw) <= FRONT_YAW:
        return Step.FRONT
    if SIDE_LEAST <= abs(yaw) <= SIDE_MOST:
        return Step.LEFT if yaw > 0 else Step.RIGHT
    return None


def outline_of(width: int, height: int, box: Box | None) -> Outline:
    """Return where a face should be: where it is, as far as that is inside the picture; nobody's is in the middle.

    A camera hangs where it hangs, and people are not of one height: only the size and the whole head matter.
    """
    wide = min(max(_WIDEST_TARGET * height, _LEAST_TARGET_PX), _LARGEST_TARGET * min(width, height)) * _HEAD
    high = wide * _SHAPE
    x, y = (width / 2, height / 2) if box is None else ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    return Outline(
        min(max(x, wide / 2), width - wide / 2), min(max(y, high / 2), height - high / 2), wide, high
    )  # fmt: skip


_MISPLACED = frozenset({Prompt.ONE_AT_A_TIME, Prompt.INTO_THE_PICTURE, Prompt.STEP_CLOSER, Prompt.STEP_BACK})

_COMPLAINTS = {
    QualityIssue.TOO_DARK: Prompt.MORE_LIGHT,
    QualityIssue.TOO_BRIGHT: Prompt.LESS_LIGHT,
    QualityIssue.BLURRED: Prompt.FACE_TOO_BLURRED,
    QualityIssue.UNCERTAIN: Prompt.SHOW_WHOLE_FACE,
}
"""TURNED is none: turning is what people are asked for. Size and place are judged on the box."""


def _own_yaw(pose: HeadPose, *, mirrored: bool) -> float:
    """Return degrees by which a face turns to the person's own left, which is the right of a picture not mirrored."""
    return -pose.yaw if mirrored else pose.yaw


def _trouble(scene: Scene, outline: Outline) -> Prompt | None:
    """Return what keeps any picture from being good, the first thing to change; None when nothing does."""
    if not scene.faces:
        return Prompt.NOBODY_THERE
    face = scene.faces[0]
    width = face.box.width
    if len(scene.faces) > 1 and scene.faces[1].box.width >= COMPARABLE * width:
        return Prompt.ONE_AT_A_TIME
    if face.liveness is LivenessState.SPOOF:
        return Prompt.NO_PICTURE_OF_ONE
    if face.box.height > _TOO_NEAR * scene.height:
        return Prompt.STEP_BACK
    if QualityIssue.CUT_OFF in face.quality.issues:
        return Prompt.INTO_THE_PICTURE
    if width < min(_NEAR * outline.wide / _HEAD, _NEAR_ENOUGH_PX):
        return Prompt.STEP_CLOSER
    if face.masked:
        return Prompt.TAKE_OFF_MASK
    return next((_COMPLAINTS[issue] for issue in face.quality.issues if issue in _COMPLAINTS), None)


def _wanted_pose(state: GuideState, face: SeenFace, now_s: float, *, mirrored: bool) -> Step | None:
    """Return the view this face is, if that is still wanted and good enough."""
    view = view_of(face.pose, mirrored=mirrored)
    if view is not None and view not in state.taken:
        least = LEAST_FRONT if view is Step.FRONT else LEAST_SIDE
        return view if face.quality.overall >= least else None
    extra = not state.missing and not _over(state, now_s) and abs(face.pose.yaw) <= SIDE_MOST
    return Step.EXTRA if extra and face.quality.overall >= LEAST_SIDE else None


def _over(state: GuideState, now_s: float) -> bool:
    """Say whether no more views are looked for, once there are the three."""
    if state.complete_since is None:
        return False
    extras = len(state.taken) - len(VIEWS)
    return state.done or extras >= MOST_EXTRAS or now_s - state.complete_since >= EXTRA_S


def _prompt(state: GuideState, trouble: Prompt | None, face: SeenFace | None, now_s: float) -> Prompt:
    """Return what would be said if nothing had been said before."""
    if _over(state, now_s):
        return Prompt.DONE
    if now_s < state.refused_until:
        return Prompt.SOMEBODY_ELSE
    if trouble is not None:
        return trouble
    if state.pose is not None and state.pose is not Step.EXTRA:
        return Prompt.HOLD_STILL
    if not state.missing:
        return Prompt.LOOK_AROUND
    if face is not None and abs(face.pose.yaw) > SIDE_MOST and state.missing[0] is not Step.FRONT:
        return Prompt.TURN_LESS
    return _ASKED[state.missing[0]]


_AT_ONCE = frozenset({Prompt.DONE, Prompt.SOMEBODY_ELSE, Prompt.HOLD_STILL})


def _said(state: GuideState, prompt: Prompt, now_s: float) -> GuideState:
    """Change the words once they have been others for a while; what cannot wait is said at once."""
    if prompt is state.prompt:
        return replace(state, rival=prompt, rival_since=now_s)
    if prompt in _AT_ONCE:
        return replace(state, prompt=prompt, rival=prompt, rival_since=now_s)
    if prompt is not state.rival:
        return replace(state, rival=prompt, rival_since=now_s)
    return replace(state, prompt=prompt) if now_s - state.rival_since >= PATIENCE_S else state
