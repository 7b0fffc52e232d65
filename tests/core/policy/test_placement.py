"""Whether a camera hangs well."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain.placement import PlacementIssue, PlacementReport, PlacementSample, PlacementVerdict
from core.policy.placement import ENOUGH, GOOD_FACE_PX, assess, grade_width

IDEAL = PlacementSample(
    width_px=120.0, yaw=3.0, pitch=-2.0, roll=1.0, sharpness=0.9, exposure=1.0, face_grey=120.0, around_grey=140.0,
    at_edge=False,
)  # fmt: skip


def judged(sample: PlacementSample, fps: float = 25.0) -> PlacementReport:
    return assess([sample] * ENOUGH, fps)


def test_a_good_place_has_nothing_to_change() -> None:
    report = judged(IDEAL)
    assert (report.verdict, report.findings) == (PlacementVerdict.GOOD, ())
    assert (report.width_px, report.yaw, report.pitch, report.fps) == (120.0, 3.0, -2.0, 25.0)
    assert report.samples == ENOUGH


@pytest.mark.parametrize("seen", [0, ENOUGH - 1])
def test_nothing_is_said_before_enough_faces_were_seen(seen: int) -> None:
    report = assess([replace(IDEAL, width_px=10.0)] * seen, 2.0)
    assert report.verdict is PlacementVerdict.UNKNOWN
    assert [(f.issue, f.measured, f.wanted) for f in report.findings] == [(PlacementIssue.NOBODY_SEEN, seen, ENOUGH)]


@pytest.mark.parametrize(
    ("change", "issue", "serious"),
    [
        ({"width_px": 60.0}, PlacementIssue.TOO_FAR, False),
        ({"width_px": 44.0}, PlacementIssue.TOO_FAR, True),
        ({"sharpness": 0.4}, PlacementIssue.BLURRED, False),
        ({"sharpness": 0.2}, PlacementIssue.BLURRED, True),
        ({"pitch": -20.0}, PlacementIssue.TOO_HIGH, False),
        ({"pitch": -35.0}, PlacementIssue.TOO_HIGH, True),
        ({"yaw": -35.0}, PlacementIssue.FROM_THE_SIDE, False),
        ({"yaw": 50.0}, PlacementIssue.FROM_THE_SIDE, True),
        ({"roll": 20.0}, PlacementIssue.TILTED, False),
        ({"roll": -40.0}, PlacementIssue.TILTED, True),
        ({"face_grey": 70.0, "around_grey": 180.0}, PlacementIssue.BACKLIGHT, False),
        ({"face_grey": 30.0, "around_grey": 180.0}, PlacementIssue.BACKLIGHT, True),
        ({"face_grey": 40.0, "around_grey": 45.0}, PlacementIssue.TOO_DARK, False),
        ({"face_grey": 15.0, "around_grey": 20.0}, PlacementIssue.TOO_DARK, True),
        ({"face_grey": 230.0, "exposure": 0.4}, PlacementIssue.TOO_BRIGHT, False),
        ({"face_grey": 240.0, "exposure": 0.1}, PlacementIssue.TOO_BRIGHT, True),
    ],
)
def test_every_flaw_is_found_alone(change: dict[str, Any], issue: PlacementIssue, serious: bool) -> None:
    report = judged(replace(IDEAL, **change))
    assert [(f.issue, f.serious) for f in report.findings] == [(issue, serious)]
    assert report.verdict is (PlacementVerdict.POOR if serious else PlacementVerdict.FAIR)


@pytest.mark.parametrize(("cut", "serious"), [(3, False), (6, True)])
def test_faces_at_the_edge(cut: int, serious: bool) -> None:
    samples = [replace(IDEAL, at_edge=i < cut) for i in range(ENOUGH)]
    assert [(f.issue, f.serious) for f in assess(samples, 25.0).findings] == [(PlacementIssue.CUT_OFF, serious)]


@pytest.mark.parametrize(("fps", "serious"), [(10.0, False), (4.0, True)])
def test_too_few_pictures_a_second(fps: float, serious: bool) -> None:
    assert [(f.issue, f.serious) for f in judged(IDEAL, fps).findings] == [(PlacementIssue.SLOW, serious)]


def test_a_dark_exposure_is_not_called_burnt_out() -> None:
    assert judged(replace(IDEAL, face_grey=60.0, around_grey=60.0, exposure=0.3)).findings == ()


def test_who_looks_left_and_right_does_not_make_a_camera_hang_askew() -> None:
    samples = [replace(IDEAL, yaw=angle) for angle in (-60.0, -50.0, -40.0, -5.0, 5.0, 40.0, 50.0, 60.0)]
    assert assess(samples, 25.0).verdict is PlacementVerdict.GOOD


def test_the_nearest_faces_count_and_the_worst_comes_first() -> None:
    far = [replace(IDEAL, width_px=20.0, sharpness=0.1)] * 60
    near = [replace(IDEAL, width_px=70.0, pitch=-40.0)] * 40
    report = assess([*far, *near], 25.0)
    assert report.samples == 100
    assert report.width_px == 70.0
    assert [f.issue for f in report.findings] == [PlacementIssue.TOO_HIGH, PlacementIssue.TOO_FAR]


@pytest.mark.parametrize(
    ("width", "verdict"),
    [
        (GOOD_FACE_PX, PlacementVerdict.GOOD),
        (60.0, PlacementVerdict.FAIR),
        (44.9, PlacementVerdict.POOR),
    ],
)
def test_one_face_is_judged_by_its_width(width: float, verdict: PlacementVerdict) -> None:
    assert grade_width(width) is verdict
