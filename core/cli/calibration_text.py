"""A calibration in sentences, table rows and JSON."""

from collections.abc import Iterator
from typing import Any

import msgspec

from core.domain.calibration import Basis, Calibration, Estimate, Misses, Threshold, Why
from core.runtime.calibrating import CalibrationReport

Rows = Iterator[tuple[str, ...]]

_LEVELS = (0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65)
_GROWTH = (1, 2, 10)
_UNSEEN = 2e-6
"""An FNMR is kept above a millionth for its logarithm; that stands for none at all."""


def account(report: CalibrationReport) -> Iterator[str]:
    """Say what the figures rest on, what they mean, and what to do about it."""
    found, goal = report.calibration, report.goal
    yield (
        f"{found.model_id}: {found.people} people with {found.templates} templates, {found.comparisons:,} comparisons; "
        f"{found.genuine_people} people with two templates or more."
    )
    yield _basis(found)
    yield _misses(found)
    yield from _strangers(report)
    if found.suspicions:
        pairs = "; ".join(f"{one.first} and {one.second} ({one.score:.2f})" for one in report.named_suspicions[:5])
        yield (
            f"{len(found.suspicions)} pairs of people are as alike as one person: {pairs}. They may be enrolled twice, "
            "or twins; they are left out here and will be confused at any threshold."
        )
    now = found.threshold_for(goal, report.people)
    yield (
        f"Goal: one false accept in {goal.weeks:g} weeks with {goal.visitors_a_day:g} visits a day of people who are "
        f"not enrolled. {_meaning(now, found)}"
    )


def gallery_rows(report: CalibrationReport) -> Rows:
    """Yield the thresholds at the present size of the gallery, twice and ten times that."""
    for growth in _GROWTH:
        one = report.calibration.threshold_for(report.goal, max(1, report.people) * growth)
        yield (
            str(one.people),
            f"{one.accept:.3f}",
            f"{one.expected.value:.2g} ({one.expected.low:.2g} to {one.expected.high:.2g})",
            _share(one.rate),
            "unknown" if report.calibration.misses is Misses.UNKNOWN else _share(one.miss),
        )


def curve_rows(calibration: Calibration) -> Rows:
    """Yield FMR and FNMR over the cosines that matter."""
    for level in _LEVELS:
        fnmr = calibration.fnmr.at(level)
        missed = "unknown" if calibration.misses is Misses.UNKNOWN else _share(fnmr)
        yield f"{level:.2f}", _odds(calibration.fmr.at(level)), missed


def record(report: CalibrationReport) -> dict[str, Any]:
    """Return everything as one JSON object; `calibration` is the document that is kept."""
    found = report.calibration
    sizes = [max(1, report.people) * growth for growth in _GROWTH]
    return {
        "saved": report.saved,
        "goal": msgspec.to_builtins(report.goal),
        "thresholds": [msgspec.to_builtins(found.threshold_for(report.goal, size)) for size in sizes],
        "points": [msgspec.to_builtins(found.operating_point(report.goal, size)) for size in sizes],
        "verification": msgspec.to_builtins(found.verification_point()),
        "unreadable": [{"path": str(one.path), "reason": one.reason} for one in report.unreadable],
        "calibration": msgspec.to_builtins(found),
    }


def _basis(found: Calibration) -> str:
    if found.basis is Basis.SITE:
        if found.why is Why.TAIL_UNFIT:
            return "The highest scores follow no smooth law here: rates end at what was counted, on the safe side."
        return "False matches are measured on the people enrolled here, the rarest by a fitted tail."
    if found.why is Why.VERY_FEW_PEOPLE:
        return (
            f"{found.people} people are too few to measure false matches by: the model's published curve is used, "
            "which may be wrong tenfold for the people here. The published threshold is not undercut."
        )
    if found.basis is Basis.SHIFTED:
        cause = "The tail of the scores here fits no law" if found.why is Why.TAIL_UNFIT else "A few hundred people"
        return (
            f"{cause}: the model's published curve is used, moved to where the scores of the people here lie. "
            "The published threshold is not undercut."
        )
    return "The scores of the people here say nothing about rare matches: the model's published curve is used."


def _misses(found: Calibration) -> str:
    if found.misses is Misses.SITE:
        return "Misses are measured on people with several templates, each template against the rest."
    if found.misses is Misses.PUBLISHED:
        return (
            f"Only {found.genuine_people} people have two templates or more: misses and percentages are the published "
            "ones. Enrol a second picture of people to measure them here."
        )
    return (
        "Nobody here has two templates and nobody has published a curve of this model: how many members are missed is "
        "unknown. Enrol a second picture of people."
    )


def _strangers(report: CalibrationReport) -> Iterator[str]:
    for one in report.calibration.resemblance:
        which = "recorded strangers, below the threshold in use," if one.censored else "strangers given"
        verdict = f"the curve is moved up by {one.shift.value:.3f}" if one.shift.value > 0 else "nothing is changed"
        yield (
            f"{one.strangers} {which} exceed {one.level:.2f} {one.ratio.value:.1f} times ({one.ratio.low:.1f} to "
            f"{one.ratio.high:.1f}) as often as the people enrolled do among themselves: {verdict}."
        )
    for picture in report.unreadable:
        yield f"Left out {picture.path}: {picture.reason}"


def _meaning(now: Threshold, found: Calibration) -> str:
    if not now.reached:
        return "No threshold can promise that here; the highest there is is used."
    if now.clamped:
        floor = "one pair of strangers in a thousand" if found.basis is Basis.SITE else "the published threshold"
        return f"The goal alone would allow a lower score than {floor} does; the threshold stays at {now.accept:.3f}."
    return f"With {now.people} people enrolled somebody is named from a cosine of {now.accept:.3f}."


def _share(rate: Estimate) -> str:
    if rate.value < _UNSEEN:
        return f"none seen (up to {_percent(rate.high)} %)"
    return f"{_percent(rate.value)} % ({_percent(rate.low)} to {_percent(rate.high)})"


def _percent(rate: float) -> str:
    return f"{100 * rate:.2g}" if rate < 0.995 else "100"


def _odds(rate: Estimate) -> str:
    return f"{rate.value:.1e} ({rate.low:.1e} to {rate.high:.1e})"
