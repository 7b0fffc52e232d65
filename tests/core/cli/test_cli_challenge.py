"""`usher challenge`: says what it asks and how it ended."""

import logging
from pathlib import Path

import pytest

from tests.helpers.cli import usher
from tests.helpers.guards import ExpectLog

pytestmark = pytest.mark.live


def test_a_recording_of_somebody_who_is_not_asked_does_not_pass(tmp_path: Path, shared_data: Path) -> None:
    clip = shared_data / "videos" / "asl_thanks.mkv"
    answer = usher(tmp_path, "challenge", clip, "--json")
    assert answer.code == 1
    assert answer.records[0] == {"type": "instruction", "instruction": "look-ahead"}
    assert answer.records[-1]["type"] == "outcome"
    assert answer.records[-1]["outcome"] != "passed"


def test_what_cannot_be_opened_ends_the_challenge(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.station", logging.WARNING, "there is no such file")
    answer = usher(tmp_path, "challenge", tmp_path / "missing.mp4")
    assert answer.code == 1
    assert "The camera ended before the challenge did." in answer.out
    assert "there is no such file" in answer.err
