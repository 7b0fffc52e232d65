"""The placement check in words."""

import pytest

from core.domain.placement import PlacementFinding, PlacementIssue, PlacementReport, PlacementVerdict
from gui.presenters.cameras import Tone
from gui.presenters.placement import figures, sentence, summary, tone, verdict
from gui.presenters.text import as_written


def report(said: PlacementVerdict) -> PlacementReport:
    return PlacementReport(said, 12, 61.4, -4.0, -12.0, 24.6, ())


def test_every_finding_says_what_to_change() -> None:
    told = {sentence(PlacementFinding(issue, 38.2, 80.0, serious=True), as_written) for issue in PlacementIssue}
    assert len(told) == len(PlacementIssue)
    assert all("{" not in said for said in told)


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (
            PlacementFinding(PlacementIssue.TOO_FAR, 38.2, 80.0, serious=True),
            "Faces are 38 px wide. Hang the camera nearer, zoom in or raise its resolution until they are 80.",
        ),
        (
            PlacementFinding(PlacementIssue.TOO_HIGH, -21.7, -15.0, serious=False),
            "The camera looks down on people by 22°. Hang it lower, near eye level, or further away.",
        ),
        (
            PlacementFinding(PlacementIssue.CUT_OFF, 0.42, 0.25, serious=False),
            "42\u00a0% of the faces are cut off at the edge. Aim the camera so that heads stay in view.",
        ),
    ],
)
def test_findings_carry_their_figures(finding: PlacementFinding, said: str) -> None:
    assert sentence(finding, as_written) == said


def test_every_verdict_has_words_and_a_colour() -> None:
    assert {tone(said) for said in PlacementVerdict} == set(Tone)
    for words in (verdict, summary):
        assert len({words(report(said), as_written) for said in PlacementVerdict}) == len(PlacementVerdict)


def test_figures_are_dashes_until_something_is_known() -> None:
    assert [value for _, value in figures(report(PlacementVerdict.FAIR), as_written)] == [
        "12",
        "61 px",
        "4°",
        "12°",
        "25",
    ]
    assert [value for _, value in figures(report(PlacementVerdict.UNKNOWN), as_written)] == ["12", "–", "–", "–", "25"]
