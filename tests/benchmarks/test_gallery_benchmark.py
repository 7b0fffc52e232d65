"""The benchmark of large galleries starts and changes what it says it does."""

import logging
import os
from pathlib import Path

import pytest

from tests.benchmarks import gallery
from tests.benchmarks.enrolled import enrol
from tests.benchmarks.gallery import WAYS, alone, change, start


def test_gallery_starts_and_changes(tmp_path: Path) -> None:
    assert enrol(tmp_path, 301, 16) == sum(file.stat().st_size for file in tmp_path.iterdir())
    started = start(tmp_path, 16, WAYS[1])
    assert (started.templates, started.dimensions) == (301, 16)
    assert started.total_s == pytest.approx(started.open_s + started.load_s + started.first_answer_s, abs=1e-3)
    counts = {one.what: one.count for one in change(tmp_path, 16, 10)}
    assert counts.pop("search meanwhile") > 0
    assert counts == {
        "add a person": 10, "replace a person": 10, "remove a person": 10, "search, nothing changes": 200,
    }  # fmt: skip


def test_packed_file_is_written_and_opened(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "core.runtime.loading")
    enrol(tmp_path, 300, 16)
    for way in WAYS:
        assert start(tmp_path, 16, way).templates == 300
    sources = ["packed file" if "packed file" in message else "database" for message in caplog.messages]
    assert sources == ["database"] * 3 + ["packed file"] * 2


def test_start_is_in_a_process_of_its_own(tmp_path: Path) -> None:
    enrol(tmp_path, 300, 16)
    assert alone(os.getpid) != os.getpid()
    assert alone(start, tmp_path, 16, WAYS[1]).templates == 300


def test_report_names_every_figure(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "alone", lambda function, *arguments: function(*arguments))
    gallery.main([300], [16], operations=10)
    said = capsys.readouterr().out
    for what in ("300 templates of 16", "MB at most", "database", "remove a person", "search meanwhile"):
        assert what in said
