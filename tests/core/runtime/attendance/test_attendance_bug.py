"""What a bug costs the record of who comes and goes."""

import logging
from pathlib import Path

import pytest

from core.domain.attendance import Way
from core.runtime.attendance.recorder import AttendanceRecorder
from tests.core.runtime.attendance.attendance_support import at, open_site
from tests.core.runtime.attendance.test_attendance_recorder import Entrance
from tests.helpers.guards import ExpectLog


def test_a_bug_costs_the_sighting_it_is_about_and_no_other(
    tmp_path: Path, expected_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log("core.runtime.attendance.recorder", logging.ERROR, "because of a bug")

    def broken(*_: object) -> None:
        raise RuntimeError("nobody thought of that")

    with open_site(tmp_path, at("8:00")) as site:
        entrance = Entrance(site)
        ada, bo = site.enrol("Ada"), site.enrol("Bo")
        with monkeypatch.context() as patch:
            patch.setattr(AttendanceRecorder, "_take", broken)
            entrance.see(ada)
            assert "nobody thought" in str(entrance.recorder.trouble)
        entrance.see(bo)
        assert entrance.recorder.trouble is None
        assert entrance.punches() == [(Way.IN, at("8:00"))]
        assert [told.name for told in entrance.told] == ["Bo"]
