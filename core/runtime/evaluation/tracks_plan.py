"""Who is enrolled from which footage, and what is left of the clips to meet everybody in.

Nobody is ever met in the footage they were enrolled from: it is cut out of the clip for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.runtime.evaluation.tracks_truth import Appearance, Clip

ENROLLED_SHARE = 0.4
"""Of the longest appearance of somebody who is in one recording only, the first part they are enrolled from."""
GAP_S = 1.0
"""Seconds cut out between the part somebody is enrolled from and the part they are met in."""
MET_LEAST_S = 0.8
"""Seconds of somebody that must be left to meet them in."""


class Met(StrEnum):
    """Where an enrolled person is met again: in a recording of another time, or later in the same one."""

    ELSEWHERE = "another recording"
    LATER = "later in the same recording"


Cut = tuple[int, int]
"""Frames of a clip from the first to the last, both inclusive."""


@dataclass(frozen=True, slots=True, eq=False)
class Enrolment:
    """`person` is enrolled from the frames `used` of `clip`, and `cut` of it is not played when people are met."""

    person: str
    clip: Clip
    used: Cut
    cut: Cut
    met: Met


def enrolments(clips: Sequence[Clip], seed: int) -> list[Enrolment]:
    """Return how everybody would be enrolled who could be met afterwards; one of several recordings by `seed`."""
    rng = np.random.default_rng(seed)
    seen: dict[str, list[tuple[Clip, Appearance]]] = {}
    for clip in clips:
        for appearance in clip.appearances:
            seen.setdefault(appearance.person, []).append((clip, appearance))
    plans = (_enrolment(person, places, rng) for person, places in sorted(seen.items()))
    return [plan for plan in plans if plan is not None]


def half(everyone: Sequence[Enrolment], seed: int, number: int) -> list[Enrolment]:
    """Return half of them: of two rounds, 2k and 2k + 1, each has those the other has not."""
    order = np.random.default_rng((seed, number // 2)).permutation(len(everyone))
    chosen = order[: len(order) // 2] if number % 2 == 0 else order[len(order) // 2 :]
    return [everyone[i] for i in sorted(chosen.tolist())]


def cuts(clip: Clip, enrolled: Sequence[Enrolment]) -> tuple[Cut, ...]:
    """Return the frames of `clip` that are not played: what another clip shows too, and what people are enrolled in."""
    repeated = ((0, clip.first - 1),) if clip.first else ()
    return repeated + tuple(one.cut for one in enrolled if one.clip is clip)


def _enrolment(person: str, places: Sequence[tuple[Clip, Appearance]], rng: np.random.Generator) -> Enrolment | None:
    recordings = sorted({clip.recording for clip, _ in places})
    if len(recordings) > 1:
        chosen = recordings[int(rng.integers(len(recordings)))]
        clip, appearance = max((p for p in places if p[0].recording == chosen), key=lambda p: _seconds(*p))
        whole = (appearance.first, appearance.last)
        return Enrolment(person, clip, whole, whole, Met.ELSEWHERE)
    clip, appearance = max(places, key=lambda p: _seconds(*p))
    first = max(appearance.first, clip.first)
    used = first, first + int(ENROLLED_SHARE * (appearance.last - first))
    cut = first, used[1] + round(GAP_S * clip.fps)
    if appearance.last - cut[1] < MET_LEAST_S * clip.fps:
        return None
    return Enrolment(person, clip, used, cut, Met.LATER)


def _seconds(clip: Clip, appearance: Appearance) -> float:
    return (appearance.last - appearance.first) / clip.fps
