"""Rates of a liveness test from the chances of every frame, by the rules of live use.

Words as in ISO/IEC 30107-3: a presentation is one track of a clip, or one face of a still; APCER is the share of
attacks taken for live people, BPCER that of live people taken for attacks, both among presentations that were settled;
APNRR and BPNRR are the shares that never were. A track counts as wrong if it was wrong at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.domain.liveness import UNCHECKED, LivenessState
from core.policy.liveness import RULE, vote, wants_sample
from core.runtime.evaluation.verification import Estimate

_STILL = replace(RULE, enough=1, window=1)
"""One picture has to do for a still."""


@dataclass(frozen=True, slots=True)
class Look:
    """One face in one frame: its width in pixels and the chance in 0…1 that it is live."""

    seq: int
    width_px: float
    chance: float


@dataclass(frozen=True, slots=True)
class Presentation:
    """One track, or one face of a still, with all frames that show it."""

    file: str
    live: bool
    still: bool
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What live use would have made of a presentation: states in their order, and the frames to the first of them."""

    settled: tuple[LivenessState, ...]
    frames: int | None

    def errs(self, *, live: bool) -> bool:
        """Say whether it was wrong at any time."""
        return (LivenessState.SPOOF if live else LivenessState.LIVE) in self.settled


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """`wrong` of `settled` presentations, as a share with its 95 % interval (Clopper–Pearson); `silent` never were."""

    wrong: int
    settled: int
    silent: int
    share: Estimate
    silent_share: float | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Attacks and live people at one threshold of the vote."""

    threshold: float
    attacks: ErrorRate
    live: ErrorRate


@dataclass(frozen=True, slots=True)
class FileFigures:
    """One file: its presentations, how many of them were wrong or silent, and all its frames."""

    file: str
    live: bool
    presentations: int
    wrong: int
    silent: int
    frames: int
    frames_wrong: int
    mean: float | None
    lowest: float | None
    highest: float | None


def course(presentation: Presentation, threshold: float = RULE.live) -> Course:
    """Return what live use would have made of it, sampling as seldom as it does, at one threshold."""
    rule = replace(_STILL if presentation.still else RULE, live=threshold, spoof=min(RULE.spoof, threshold))
    samples: tuple[float, ...] = ()
    standing, last, begin, frames = UNCHECKED, 0, presentation.looks[0].seq, None
    settled: list[LivenessState] = []
    for look in presentation.looks:
        if not wants_sample(standing, look.seq - last, look.width_px, rule):
            continue
        samples, last = (*samples, look.chance)[-rule.window :], look.seq
        standing = vote(samples, rule)
        if standing.state is not LivenessState.PENDING and settled[-1:] != [standing.state]:
            settled.append(standing.state)
            frames = look.seq - begin if frames is None else frames
    return Course(tuple(settled), frames)


def track_rates(presentations: Sequence[Presentation], threshold: float) -> Rates:
    """Return the rates of whole presentations."""
    outcomes = [(one.live, course(one, threshold)) for one in presentations]
    attacks, live = (
        _error_rate([each.errs(live=kind) for was_live, each in outcomes if was_live is kind and each.settled],
                    sum(was_live is kind and not each.settled for was_live, each in outcomes))
        for kind in (False, True)
    )  # fmt: skip
    return Rates(threshold, attacks, live)


def frame_rates(presentations: Sequence[Presentation], threshold: float) -> Rates:
    """Return the rates of single frames, of faces large enough to be asked about; the others are silent."""
    kinds = []
    for kind in (False, True):
        looks = [look for one in presentations if one.live is kind for look in one.looks]
        large = [look for look in looks if look.width_px >= RULE.min_width_px]
        wrong = [(look.chance >= threshold) is not kind for look in large]
        kinds.append(_error_rate(wrong, len(looks) - len(large)))
    return Rates(threshold, *kinds)


def _error_rate(wrong: Sequence[bool], silent: int) -> ErrorRate:
    total = len(wrong) + silent
    share = _share(sum(wrong), len(wrong)) if wrong else Estimate(None)
    return ErrorRate(sum(wrong), len(wrong), silent, share, silent / total if total else None)


def _share(hits: int, n: int) -> Estimate:
    """Return the share with its exact interval of 95 % (Clopper & Pearson 1934).

    It is that of `scipy.stats.binomtest`, whose import takes a second.
    """
    from scipy.special import betaincinv

    low = float(betaincinv(hits, n - hits + 1, 0.025)) if hits else 0.0
    high = float(betaincinv(hits + 1, n - hits, 0.975)) if hits < n else 1.0
    return Estimate(hits / n, low, high)


def file_figures(name: str, presentations: Sequence[Presentation]) -> FileFigures:
    """Return what became of one file."""
    own = [one for one in presentations if one.file == name]
    rates, frames = track_rates(own, RULE.live), frame_rates(own, RULE.live)
    live = own[0].live
    tracks, looks = (rates.live, frames.live) if live else (rates.attacks, frames.attacks)
    chances = [look.chance for one in own for look in one.looks if look.width_px >= RULE.min_width_px]
    return FileFigures(
        name, live, len(own), tracks.wrong, tracks.silent, looks.settled, looks.wrong,
        float(np.mean(chances)) if chances else None, min(chances, default=None), max(chances, default=None),
    )  # fmt: skip
