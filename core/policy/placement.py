"""Whether a camera hangs well, from the faces it sees."""

from collections.abc import Sequence
from statistics import median

from core.domain.placement import (
    PlacementFinding,
    PlacementIssue,
    PlacementReport,
    PlacementSample,
    PlacementVerdict,
)

GOOD_FACE_PX = 80.0
FAIR_FACE_PX = 45.0
"""Face widths. With SFace 96.8 % of visitors are recognised at FAR 1e-4 with 94 px and 96.5 with 56; under 42 px,
where 96.0 are, the share falls ever faster: 94.8 with 33, 89.2 with 23."""

ENOUGH = 8
"""Faces, two pictures a second, before anything is said: four seconds of one person at the door."""

_NEAREST = 3
"""The nearest third of the faces is judged: people are recognised when they arrive, not on their way."""

_NOTED_PART, _SERIOUS_PART = 0.5, 0.25
"""Parts of Quality: under the first a shot is named as improvable, under the second it is not used."""

_NOTED_YAW, _SERIOUS_YAW = 30.0, 45.0
"""Degrees. Cosines fall little up to 50° of yaw, but that is where somebody *looks* there; a camera at 45° loses
everybody who looks past it."""

_NOTED_PITCH, _SERIOUS_PITCH = -15.0, -30.0
"""Degrees, looking down. A man before a camera on his screen has a median of -9; the landmarks tell pitch less well
than yaw (they correlate with a pose network at 0.82 to 0.89), so nothing is said of less than the first."""

_NOTED_ROLL, _SERIOUS_ROLL = 15.0, 30.0
"""Degrees. Alignment undoes a tilt, but the detector finds fewer faces the more they lie on their side."""

_DIM, _DARK = 50.0, 19.0
"""Mean grey of the face: the median cosine is 0.69 at 65 and 0.66 at 32, then 0.60 at 19 and 0.53 at 13."""

_BACKLIT_FACE, _BACKLIT_RATIO = 90.0, 2.0
"""A face that is this dark while its surroundings are twice as bright stands before a window."""

_BRIGHT = 128.0
"""Mean grey over which a bad exposure means burnt out rather than dark."""

_OFTEN, _MOSTLY = 0.25, 0.5
"""Shares of the faces that are cut off."""

_FLUENT_FPS, _LEAST_FPS = 12.0, 6.0
"""A walking head moves by half its own width in 160 ms: with fewer than six pictures a second tracks break."""

_ORDER = tuple(PlacementIssue)


def grade_width(width_px: float) -> PlacementVerdict:
    """Judge one face's width in pixels."""
    if width_px >= GOOD_FACE_PX:
        return PlacementVerdict.GOOD
    return PlacementVerdict.FAIR if width_px >= FAIR_FACE_PX else PlacementVerdict.POOR


def assess(samples: Sequence[PlacementSample], fps: float) -> PlacementReport:
    """Judge a placement by the nearest of the faces seen so far, in any order, and the camera's frame rate.

    Nothing but NOBODY_SEEN is found before there are ENOUGH. One serious finding makes it POOR, any finding FAIR.
    """
    if len(samples) < ENOUGH:
        missing = PlacementFinding(PlacementIssue.NOBODY_SEEN, float(len(samples)), float(ENOUGH), serious=False)
        return PlacementReport(PlacementVerdict.UNKNOWN, len(samples), 0.0, 0.0, 0.0, fps, (missing,))
    nearest = sorted(samples, key=lambda s: -s.width_px)[: max(ENOUGH, len(samples) // _NEAREST)]
    found = [*_size(nearest), *_angle(nearest), *_light(nearest), *_edges(nearest), *_speed(fps)]
    found.sort(key=lambda finding: (not finding.serious, _ORDER.index(finding.issue)))
    verdict = PlacementVerdict.FAIR if found else PlacementVerdict.GOOD
    if any(finding.serious for finding in found):
        verdict = PlacementVerdict.POOR
    width = median(s.width_px for s in nearest)
    yaw, pitch = median(s.yaw for s in nearest), median(s.pitch for s in nearest)
    return PlacementReport(verdict, len(samples), width, yaw, pitch, fps, tuple(found))


def _size(samples: Sequence[PlacementSample]) -> list[PlacementFinding]:
    width, sharp = median(s.width_px for s in samples), median(s.sharpness for s in samples)
    found = []
    if width < GOOD_FACE_PX:
        found.append(PlacementFinding(PlacementIssue.TOO_FAR, width, GOOD_FACE_PX, serious=width < FAIR_FACE_PX))
    if sharp < _NOTED_PART:
        found.append(PlacementFinding(PlacementIssue.BLURRED, sharp, _NOTED_PART, serious=sharp < _SERIOUS_PART))
    return found


def _angle(samples: Sequence[PlacementSample]) -> list[PlacementFinding]:
    """Medians keep their sign: people who look around cancel out, a camera that hangs askew does not."""
    pitch, yaw, roll = median(s.pitch for s in samples), median(s.yaw for s in samples), median(s.roll for s in samples)
    found = []
    if pitch < _NOTED_PITCH:
        found.append(PlacementFinding(PlacementIssue.TOO_HIGH, pitch, _NOTED_PITCH, serious=pitch < _SERIOUS_PITCH))
    for issue, angle, noted, serious in (
        (PlacementIssue.FROM_THE_SIDE, yaw, _NOTED_YAW, _SERIOUS_YAW),
        (PlacementIssue.TILTED, roll, _NOTED_ROLL, _SERIOUS_ROLL),
    ):
        if abs(angle) > noted:
            found.append(PlacementFinding(issue, angle, noted, serious=abs(angle) > serious))
    return found


def _light(samples: Sequence[PlacementSample]) -> list[PlacementFinding]:
    """One finding at most: a backlit face is dark, too, but more light from behind would make it worse."""
    face, around = median(s.face_grey for s in samples), median(s.around_grey for s in samples)
    exposure = median(s.exposure for s in samples)
    if face < _BACKLIT_FACE and around >= _BACKLIT_RATIO * max(face, 1.0):
        wanted = around / _BACKLIT_RATIO
        return [PlacementFinding(PlacementIssue.BACKLIGHT, face, wanted, serious=face < _DIM)]
    if face < _DIM:
        return [PlacementFinding(PlacementIssue.TOO_DARK, face, _DIM, serious=face < _DARK)]
    if exposure < _NOTED_PART and face > _BRIGHT:
        return [PlacementFinding(PlacementIssue.TOO_BRIGHT, exposure, _NOTED_PART, serious=exposure < _SERIOUS_PART)]
    return []


def _edges(samples: Sequence[PlacementSample]) -> list[PlacementFinding]:
    share = sum(s.at_edge for s in samples) / len(samples)
    return [PlacementFinding(PlacementIssue.CUT_OFF, share, _OFTEN, serious=share > _MOSTLY)] if share > _OFTEN else []


def _speed(fps: float) -> list[PlacementFinding]:
    return (
        [PlacementFinding(PlacementIssue.SLOW, fps, _FLUENT_FPS, serious=fps < _LEAST_FPS)] if fps < _FLUENT_FPS else []
    )
