"""Who a track is, from the searches of its shots so far."""

from collections.abc import Sequence

from core.domain.matching import UNDECIDED, Decision, Match, OperatingPoint, Reason, Verdict

CLEARLY_NOBODY = 0.10
"""Cosine under `consider` at which two shots settle that nobody enrolled is meant. With SFace the median impostor
against a gallery of hundreds stays under it, while a genuine visitor's best of two usable shots rarely does."""
SHOTS_TO_SETTLE = 2


def decide(matches: Sequence[Match], point: OperatingPoint, *, final: bool) -> Decision:
    """Weigh the `matches` of one track, one per shot, in any order.

    One clear match names a person, or two agreeing weaker ones; a shot that names someone else with the same
    right forbids both. `final` says that no better shot will come, so that the answer may no longer wait.
    """
    if not matches:
        return UNDECIDED
    # Of equal scores the one less clear of others, so that the order of shots cannot matter.
    best = max(matches, key=lambda m: (m.score, -m.margin))
    agreeing = [m for m in matches if m.person is not None and m.person == best.person and m.score >= point.consider]
    disputed = any(m.person != best.person and m.score >= point.consider for m in matches)
    apart = best.margin >= point.margin
    if not disputed and apart and best.person is not None:
        if best.score >= point.accept:
            return Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, best.person, best, len(matches))
        if len(agreeing) >= SHOTS_TO_SETTLE:
            return Decision(Verdict.RECOGNISED, Reason.AGREEING_SHOTS, best.person, best, len(matches))
    settled = len(matches) >= SHOTS_TO_SETTLE and best.score < point.consider - CLEARLY_NOBODY
    if not final and not settled:
        return Decision(Verdict.PENDING, Reason.MORE_SHOTS_WANTED, None, best, len(matches))
    return Decision(Verdict.UNKNOWN, _why_unknown(best, point, disputed=disputed), None, best, len(matches))


def _why_unknown(best: Match, point: OperatingPoint, *, disputed: bool) -> Reason:
    if disputed:
        return Reason.SHOTS_DISAGREE
    if best.score >= point.consider and best.margin < point.margin:
        return Reason.TOO_CLOSE_TO_CALL
    return Reason.NOBODY_NEAR


def yield_to_rival(decision: Decision) -> Decision:
    """Return what is left of `decision` when a better match in the same frame holds the same person."""
    return Decision(Verdict.UNKNOWN, Reason.TAKEN_IN_FRAME, None, decision.match, decision.shots)
