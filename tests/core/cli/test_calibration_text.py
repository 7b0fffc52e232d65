"""Every state of a calibration has its sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.cli.calibration_text import account, curve_rows, gallery_rows
from core.domain.calibration import Basis, Calibration, Estimate, Goal, Misses, RateCurve, Resemblance, Why
from core.runtime.calibrating import CalibrationReport, Unreadable
from tests.core.gallery.calibration.calibration_support import calibrated, faces

SHIFT = Resemblance(120, 0.38, Estimate(1.9, 1.4, 2.6), Estimate(0.02, 0.01, 0.03), censored=True)


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrated(*faces(60))


def told(found: Calibration, goal: Goal | None = None, unreadable: tuple[Unreadable, ...] = ()) -> str:
    report = CalibrationReport(found, goal or Goal(4, 50), 60, found.suspicions, unreadable, saved=False)
    return "\n".join(account(report))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": Basis.SITE, "why": Why.ENOUGH_PEOPLE}, "measured on the people enrolled here"),
        ({"basis": Basis.SITE, "why": Why.TAIL_UNFIT}, "follow no smooth law"),
        ({"basis": Basis.SHIFTED, "why": Why.FEW_PEOPLE}, "moved to where the scores"),
        ({"basis": Basis.SHIFTED, "why": Why.TAIL_UNFIT}, "fits no law"),
        ({"basis": Basis.PUBLISHED, "why": Why.VERY_FEW_PEOPLE}, "too few to measure false matches by"),
        ({"basis": Basis.PUBLISHED, "why": Why.TAIL_UNFIT}, "say nothing about rare matches"),
        ({"misses": Misses.SITE}, "each template against the rest"),
        ({"misses": Misses.PUBLISHED}, "Enrol a second picture"),
        ({"misses": Misses.UNKNOWN}, "is unknown"),
        ({"resemblance": (SHIFT,)}, "1.9 times (1.4 to 2.6) as often"),
        ({"resemblance": (replace(SHIFT, censored=False, shift=Estimate(-0.01, -0.02, 0.0)),)}, "nothing is changed"),
    ],
)
def test_each_state_is_said(found: Calibration, changes: dict[str, object], sentence: str) -> None:
    assert sentence in told(replace(found, **changes))  # type: ignore[arg-type]


def test_a_goal_out_of_reach_and_one_within_the_clamp_are_said(found: Calibration) -> None:
    flat = RateCurve(found.fmr.levels, (0.1,) * 111, (0.1,) * 111, (0.1,) * 111)
    assert "No threshold can promise that" in told(replace(found, fmr=flat))
    assert "one pair of strangers in a thousand" in told(replace(found, basis=Basis.SITE), Goal(1, 1, 100))
    assert "the published threshold" in told(replace(found, basis=Basis.SHIFTED), Goal(1, 1, 100))


def test_useless_pictures_are_named(found: Calibration) -> None:
    assert "Left out a.jpg: blurred" in told(found, unreadable=(Unreadable(Path("a.jpg"), "blurred"),))


def test_unknown_misses_are_not_given_a_figure(found: Calibration) -> None:
    unknown = replace(found, misses=Misses.UNKNOWN)
    report = CalibrationReport(unknown, Goal(4, 50), 60, (), (), saved=False)
    assert {row[-1] for row in (*gallery_rows(report), *curve_rows(unknown))} == {"unknown"}
