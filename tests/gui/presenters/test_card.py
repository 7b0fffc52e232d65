"""The decision card in words."""

from dataclasses import replace

import pytest

from core.domain.events import Review
from core.domain.faces import QualityIssue
from core.domain.liveness import Liveness, LivenessState
from core.domain.matching import NO_MATCH, UNSETTLED, Decision, Match, Reason, ShotScore, Verdict
from core.runtime.cards import DecisionCard
from gui.presenters.card import (
    advice,
    choices,
    confusable,
    figures,
    legend,
    liveness,
    reason,
    review,
    reviewed,
    scale,
    shot,
    suggestion,
    title,
    tone,
)
from gui.presenters.text import as_written
from tests.gui.fakes import ANA, card, evidence, recognised, spoof, unknown

KNOWN = card(recognised())
STRANGER = card(unknown())
NOBODY = replace(
    STRANGER, decision=Decision(Verdict.UNKNOWN, Reason.NOBODY_NEAR, None, NO_MATCH, 1), candidate=None,
    candidate_name=None, runner_up_name=None,
)  # fmt: skip


def because(why: Reason, shots: int = 3) -> DecisionCard:
    return replace(KNOWN, decision=replace(KNOWN.decision, reason=why, shots=shots))


def said(found: DecisionCard) -> dict[str, str]:
    return {figure.name: figure.value for figure in figures(found, as_written)}


def test_every_reason_has_a_sentence_of_its_own() -> None:
    told = {reason(because(why), as_written) for why in Reason}
    assert len(told) == len(Reason)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in told)


def test_reasons_name_the_people_in_question() -> None:
    assert reason(because(Reason.AGREEING_SHOTS, 2), as_written) == "Two pictures agree well enough with Ana Costa."
    assert reason(because(Reason.AGREEING_SHOTS, 3), as_written) == "3 pictures agree well enough with Ana Costa."
    assert reason(because(Reason.TOO_CLOSE_TO_CALL), as_written) == "Too close to tell Ana Costa from Eva Brandt."
    gone = replace(because(Reason.TOO_CLOSE_TO_CALL), candidate_name=None, runner_up_name=None)
    assert reason(gone, as_written) == "Too close to tell somebody who was taken out since from somebody else."


def test_every_verdict_has_a_title_and_a_colour() -> None:
    nameless = replace(STRANGER.record, name=None)
    cards = [replace(KNOWN if v is Verdict.RECOGNISED else replace(KNOWN, record=nameless),
                     decision=replace(KNOWN.decision, verdict=v)) for v in Verdict]  # fmt: skip
    titles = {title(one, as_written) for one in cards}
    assert titles == {"Ana Costa", "Unknown", "Photo or screen?", "Not a face", "Not decided yet"}
    assert title(replace(STRANGER, record=KNOWN.record), as_written) == "Ana Costa"
    assert tone(Verdict.SPOOF) is not tone(Verdict.UNKNOWN)
    assert title(replace(KNOWN, record=replace(KNOWN.record, name=None)), as_written) == "Somebody"


def test_the_scale_places_everything_by_its_score() -> None:
    found = scale(KNOWN, as_written)
    assert found is not None
    assert (found.reject, found.accept, found.score) == pytest.approx((0.25, 0.47, 0.66))
    assert found.shots == pytest.approx((0.71, 0.59))
    assert found.runner_up is None
    assert (found.value, found.said) == ("0.66", "Score 0.66; 0.47 names somebody, 0.25 or less nobody.")


def test_the_scale_reaches_down_to_a_negative_score() -> None:
    kept = replace(evidence(-0.2), shots=())
    match = Match(ANA.id, -0.2, ANA.id, -0.3, 0.0)
    found = scale(replace(KNOWN, decision=replace(KNOWN.decision, evidence=kept, match=match)), as_written)
    assert found is not None
    assert (found.score, found.runner_up, found.value) == (0.0, 0.0, "\u22120.20")


def test_without_figures_or_anybody_to_compare_with_there_is_no_scale() -> None:
    assert scale(replace(KNOWN, decision=replace(KNOWN.decision, evidence=None)), as_written) is None
    assert scale(NOBODY, as_written) is None


def test_figures_say_what_was_needed() -> None:
    likeness, margin, *_ = figures(KNOWN, as_written)
    assert (likeness.name, likeness.value, likeness.wanted) == ("Likeness to Ana Costa", "0.66", "0.47 needed")
    assert likeness.fulfilled
    assert (margin.name, margin.value, margin.wanted) == ("Ahead of Eva Brandt by", "0.38", "0.05 needed")
    close = replace(KNOWN.decision, evidence=evidence(0.5, 0.02, confusable=True))
    assert figures(replace(KNOWN, decision=close), as_written)[1].fulfilled is False
    assert "easy to confuse" in confusable(close.evidence, as_written)
    assert confusable(KNOWN.decision.evidence, as_written) == confusable(None, as_written) == ""


def test_figures_of_an_old_decision_are_those_of_its_match() -> None:
    found = said(replace(KNOWN, decision=replace(KNOWN.decision, evidence=None), runner_up_name=None))
    assert found["Likeness to Ana Costa"] == "0.71"
    assert found["Ahead of everybody else by"] == "0.71"
    assert found["Probability"] == "97\u00a0%"


def test_with_nobody_to_compare_only_the_pictures_count() -> None:
    assert said(NOBODY) == {"Pictures compared": "1", "Living face": "not checked"}


def test_every_state_of_liveness_has_words() -> None:
    told = {liveness(Liveness(state, 0.9, 4), as_written) for state in LivenessState}
    assert len(told) == len(LivenessState)


def test_a_picture_and_what_a_better_one_would_need() -> None:
    good, fair = evidence().shots
    assert shot(good, as_written) == "0.71 · quality 81\u00a0%, Good"
    assert shot(fair, as_written) == "0.59 · quality 44\u00a0%, Fair"
    assert shot(ShotScore(-1.0, -1.0, 0.7), as_written) == "quality 70\u00a0%, Good"
    assert advice((good, fair), as_written) == "A better picture would be nearer, turned to the camera."
    assert advice((good,), as_written) == ""
    every = advice((ShotScore(0.1, 0.0, 0.1, tuple(QualityIssue)),), as_written)
    assert every.count(",") == len(QualityIssue) - 1


def test_the_legend_names_the_second() -> None:
    assert legend(KNOWN, as_written) == "Strokes are single pictures, the circle is Eva Brandt."
    assert legend(replace(KNOWN, runner_up_name=None), as_written) == "Strokes are single pictures."


def test_a_recognised_person_may_be_confirmed_refused_and_enrolled() -> None:
    found = choices(KNOWN, as_written, at_hand=True)
    assert (found.right, found.refuse, found.enrol, found.enrol_first, found.why) == (True, True, True, False, "")


def test_a_stranger_is_most_likely_enrolled() -> None:
    assert choices(STRANGER, as_written, at_hand=True).enrol_first
    assert not choices(NOBODY, as_written, at_hand=True).refuse


@pytest.mark.parametrize("why", UNSETTLED)
def test_who_it_probably_was_may_be_said_to_be_right(why: Reason) -> None:
    unsettled = replace(STRANGER, decision=replace(STRANGER.decision, reason=why))
    found = choices(unsettled, as_written, at_hand=True)
    assert found.suggested == unsettled.candidate
    assert not found.enrol_first
    assert suggestion(unsettled, as_written) == "&Yes, it is Ana Costa"
    assert choices(STRANGER, as_written, at_hand=True).suggested is None
    gone = replace(unsettled, candidate_name=None)
    assert choices(gone, as_written, at_hand=True).suggested is None
    done = replace(unsettled, record=replace(unsettled.record, review=Review.REFUSED))
    assert choices(done, as_written, at_hand=True).suggested is None


def test_a_visit_of_an_earlier_run_cannot_be_enrolled_from() -> None:
    found = choices(STRANGER, as_written, at_hand=False)
    assert not found.enrol
    assert "earlier run" in found.why


def test_nobody_is_enrolled_from_a_spoof() -> None:
    found = choices(card(spoof()), as_written, at_hand=True)
    assert (found.right, found.refuse, found.enrol) == (True, False, False)
    assert found.why


def test_what_was_answered_already_is_said_and_not_asked_again() -> None:
    done = card(recognised(), Review.REFUSED)
    found = choices(done, as_written, at_hand=True)
    assert (found.right, found.refuse, found.enrol) == (False, False, True)
    assert {review(said, as_written) for said in Review} == {
        "", "You said that this is right.", "You said that this is not the person.",
    }  # fmt: skip
    assert reviewed(KNOWN, Review.CONFIRMED, as_written) == "Ana Costa: noted as right."
    assert reviewed(KNOWN, Review.REFUSED, as_written) == "Noted: this face is not Ana Costa."
