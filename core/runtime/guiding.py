"""One guided enrolment: frames in, words and pictures out."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np

from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Box, Detections
from core.domain.frame import Frame
from core.domain.guidance import Outline, Prompt, Step
from core.domain.liveness import UNCHECKED, Liveness
from core.domain.tracking import FaceShot, FrameView
from core.policy.guidance import Advice, GuideState, Outcome, Scene, SeenFace, guide, judged, settled, view_of, without
from core.runtime.ports import Engine
from core.runtime.shots import Candidate, candidate_of
from core.vision.covering import mouth_covered
from core.vision.pose import head_pose

_MEASURED = 2
"""Faces that are looked at closely, the largest: who is asked, and whether somebody stands beside them."""


@dataclass(frozen=True, slots=True, eq=False)
class FoundFace:
    """A face in a frame; `landmarks` (5, 2) float32 pixels, `track` 0 where faces are not followed."""

    box: Box
    landmarks: Floats
    score: float
    track: int = 0
    liveness: Liveness = UNCHECKED


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A frame and the faces found in this very frame, in any order."""

    frame: Frame
    faces: tuple[FoundFace, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """A picture that was taken, and which view it is."""

    step: Step
    shot: FaceShot


@dataclass(frozen=True, slots=True, eq=False)
class Guidance:
    """What to show now. `image` is the newest frame, None before the first; `fits`: the face is where it should be.

    `error` says why there are no pictures any more; `measured` counts the frames that were looked at.
    """

    prompt: Prompt
    image: BgrImage | None = None
    faces: tuple[Box, ...] = ()
    outline: Outline | None = None
    fits: bool = False
    captured: tuple[Captured, ...] = ()
    missing: tuple[Step, ...] = ()
    error: Exception | None = None
    measured: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing more is asked for."""
        return self.prompt is Prompt.DONE


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    face: FoundFace
    seen: SeenFace
    candidate: Candidate | None


def sight_of(view: FrameView) -> Sight:
    """Return what a station's camera saw: the faces it did not merely expect."""
    faces = (FoundFace(t.box, t.landmarks, t.score, t.track, t.liveness) for t in view.tracks if not t.coasting)
    return Sight(view.frame, tuple(faces))


def detected(frame: Frame, engine: Engine) -> Sight:
    """Return what an engine finds in a frame nobody else looks at."""
    found = engine.detect(frame.image)
    faces = (FoundFace(found.box(i), found.landmarks[i], float(found.scores[i])) for i in range(len(found)))
    return Sight(frame, tuple(faces))


class Guide:
    """Is shown one frame after another by one thread; everybody else may ask for the `guidance` at any time.

    `lease` hands out an engine, `same` is the cosine under which two faces are two people's.
    """

    def __init__(
        self,
        settings: RecognitionSettings,
        same: float,
        lease: Callable[[], AbstractContextManager[Engine]],
        *,
        mirrored: bool,
    ) -> None:
        self._settings = settings
        self._same = same
        self._lease = lease
        self._mirrored = mirrored
        self._lock = threading.Lock()
        self._state = GuideState()
        self._captured: tuple[Captured, ...] = ()
        self._asked = False
        self._now_s = 0.0
        self._shown = Guidance(Prompt.NOBODY_THERE)

    @property
    def guidance(self) -> Guidance:
        """What to show now."""
        with self._lock:
            captured, missing, prompt = self._captured, self._state.missing, self._state.prompt
            return replace(self._shown, prompt=prompt, captured=captured, missing=missing)

    def take_now(self) -> None:
        """Take the next frame with a usable face, whatever view it is and however long it has been held."""
        with self._lock:
            self._asked = True

    def forget(self, place: int) -> None:
        """Drop the picture at `place` of those captured; its view is asked for again."""
        with self._lock:
            self._captured = (*self._captured[:place], *self._captured[place + 1 :])
            self._state = without(self._state, place, self._now_s)

    def fail(self, error: Exception) -> None:
        """Note that no more frames will come, and why."""
        with self._lock:
            self._shown = replace(self._shown, error=error)

    def step(self, sight: Sight) -> None:
        """Look at a frame; takes a millisecond, and a tenth of a second where a picture is taken."""
        frame = sight.frame
        largest = sorted(sight.faces, key=lambda face: -face.box.width)[:_MEASURED]
        measured = [self._measure(frame, face) for face in largest]
        height, width = frame.image.shape[:2]
        scene = Scene(width, height, tuple(one.seen for one in measured), self._mirrored)
        with self._lock:
            self._now_s = now_s = frame.mono_ns / 1e9
            self._state, advice = guide(self._state, scene, now_s)
            boxes = tuple(face.box for face in sight.faces)
            count = self._shown.measured + 1
            self._shown = Guidance(advice.prompt, frame.image, boxes, advice.outline, advice.fits, measured=count)
            step = self._to_take(advice, measured)
            before = self._captured
        if step is not None:
            self._take(frame, measured[0], step, before)

    def _to_take(self, advice: Advice, measured: Sequence[_Measured]) -> Step | None:
        """Return as which view the largest face is to be taken, by itself or because somebody asked."""
        if not measured or measured[0].candidate is None:
            return None
        if not self._asked:
            return advice.take
        self._asked = False
        view = view_of(measured[0].seen.pose, mirrored=self._mirrored)
        return view if view in self._state.missing else Step.EXTRA

    def _take(self, frame: Frame, one: _Measured, step: Step, before: tuple[Captured, ...]) -> None:
        """Embed a face and keep it where it is the same person's and, as an extra, adds something."""
        shot = self._shot(frame, one)
        cosines = [shot.embedding.cosine(taken.shot.embedding) for taken in before]
        outcome = judged(cosines, step, self._same)
        with self._lock:
            if self._captured is not before:
                return
            self._state = settled(self._state, step, outcome, self._now_s)
            if outcome is Outcome.TAKEN:
                self._captured = (*before, Captured(step, shot))

    def _measure(self, frame: Frame, face: FoundFace) -> _Measured:
        pose = head_pose(face.landmarks)
        box = np.array([face.box.left, face.box.top, face.box.right, face.box.bottom], np.float32)
        quality, candidate = candidate_of(frame, box, face.landmarks, face.score, pose, self._settings, -1.0)
        masked = candidate is not None and mouth_covered(candidate.aligned)
        return _Measured(face, SeenFace(face.box, pose, quality, masked, face.liveness.state), candidate)

    def _shot(self, frame: Frame, one: _Measured) -> FaceShot:
        face, candidate = one.face, one.candidate
        assert candidate is not None
        box = np.array([[face.box.left, face.box.top, face.box.right, face.box.bottom]], np.float32)
        alone = Detections(box, np.array([face.score], np.float32), face.landmarks[np.newaxis].copy())
        with self._lease() as engine:
            embedding = engine.embed([candidate.aligned])[0]
            attributes = engine.attributes(frame.image, alone, 0)
        return FaceShot(
            frame.camera, face.track, frame.seq, frame.utc, candidate.aligned, candidate.portrait, embedding,
            candidate.quality, candidate.pose, attributes, face.liveness,
        )  # fmt: skip
