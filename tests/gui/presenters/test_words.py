"""Errors, percentages, quality, start phases and the status line in words."""

import pytest

from core.domain.camera import CameraState
from core.domain.errors import SENTENCES, ErrorCode, KnownError
from core.domain.faces import QualityIssue
from core.runtime.figures import Recorder
from gui.presenters.quality import grade, reason, reasons
from gui.presenters.start import phase
from gui.presenters.status import items
from gui.presenters.text import as_written, percent, retold, sentence
from tests.gui.fakes import ENTRANCE, LOBBY, figures, shot, status


def shouting(context: str, text: str, /) -> str:
    """Translate by putting the context before the text, placeholders untouched."""
    return f"[{context}] {text}"


def test_an_error_is_said_in_the_users_language_with_its_facts() -> None:
    error = KnownError(ErrorCode.ID_TAKEN, external_id="17", name="Ana")
    assert sentence(error, shouting).startswith("[errors] The ID 17 already belongs to Ana.")


@pytest.mark.parametrize("code", list(SENTENCES))
def test_an_error_that_arrives_in_english_is_told_again(code: ErrorCode) -> None:
    class Facts(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return f"<{key}, a.b: c>"

    said = SENTENCES[code].format_map(Facts())
    assert retold(said, shouting) == f"[errors] {said}"


def test_what_is_no_known_error_stays_as_it_is() -> None:
    assert retold("Something else.", shouting) == "Something else."


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0\u00a0%"), (0.934, "93\u00a0%"), (0.997, "99\u00a0%"), (0.9999, "100\u00a0%")]
)
def test_only_a_certainty_is_a_hundred_percent(share: float, text: str) -> None:
    assert percent(share) == text


def test_quality_in_a_word() -> None:
    assert grade(shot(overall=0.8).quality, as_written) == "Good"
    assert grade(shot(overall=0.4).quality, as_written) == "Fair"
    assert grade(shot(overall=0.9, issues=(QualityIssue.BLURRED,)).quality, as_written) == "Poor"


def test_quality_reasons_are_listed_and_width_stands_in_for_none() -> None:
    poor = shot(issues=(QualityIssue.TOO_DARK, QualityIssue.TURNED)).quality
    assert reasons(poor, as_written) == "too dark, turned away"
    assert reasons(shot().quality, as_written) == "96 px wide"


def test_every_issue_has_words_of_its_own() -> None:
    assert len({reason(issue, as_written) for issue in QualityIssue}) == len(QualityIssue)


def test_every_phase_of_the_start_has_words_of_its_own() -> None:
    phases = [phase(key, as_written) for key in ("database", "models", "people", "cameras", "other")]
    assert len(set(phases)) == len(phases)


def test_the_status_line() -> None:
    cameras = [status(ENTRANCE), status(LOBBY, CameraState.LOST)]
    found = {item.name: item.value for item in items(cameras, figures(), 29.6, 61.2, as_written)}
    assert found == {
        "Cameras live": "1/2",
        "Analysed": "48 fps",
        "Answer in": "84 ms",
        "Repaints": "30/s",
        "Picture age": "61 ms",
        "Extractions per track": "1.8",
    }


def test_the_status_line_before_anything_happened() -> None:
    found = {item.name: item.value for item in items([], Recorder().figures(0, 0), 0.0, 0.0, as_written)}
    assert found["Answer in"] == "–"
    assert found["Picture age"] == "–"
    assert "Extractions per track" not in found
