"""Leading one visitor through a head-turn challenge in front of a camera."""

from core.domain.tracking import FrameView, TrackView
from core.policy.challenge import Challenge, Outcome


class ChallengeRun:
    """Looks at one camera's newest views; for one thread. Draw `seed` from a secret source, anew for every visitor.

    The largest face is meant. Once it has begun to follow, another one does not take over: the face is lost then.
    """

    def __init__(self, seed: int, *, mirrored: bool) -> None:
        """`mirrored` says whether the camera's pictures are."""
        self.challenge = Challenge.drawn(seed, mirrored=mirrored)
        self._visitor: int | None = None
        self._seq = -1

    def look(self, view: FrameView | None) -> Challenge:
        """Take up a view, unless it is known already, and return how the challenge stands."""
        if view is None or view.frame.seq == self._seq or self.challenge.outcome is not Outcome.RUNNING:
            return self.challenge
        self._seq = view.frame.seq
        face = self._face(view)
        pose = face.pose if face is not None else None
        self.challenge = self.challenge.step(pose, view.frame.mono_ns / 1e9)
        return self.challenge

    def _face(self, view: FrameView) -> TrackView | None:
        faces = [track for track in view.tracks if not track.coasting and track.pose is not None]
        if self.challenge.done == 0:
            largest = max(faces, key=lambda track: track.box.width, default=None)
            self._visitor = largest.track if largest is not None else None
        return next((track for track in faces if track.track == self._visitor), None)
