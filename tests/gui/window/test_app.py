"""Unattended runs, Ctrl+C, the environment."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import Verdict
from gui import evidence
from gui.app import Attendant
from gui.controller import Controller, Options
from gui.i18n import Languages
from gui.interrupts import Interrupts
from gui.ports import Progress
from gui.process import prepare_environment
from gui.theme import Theme
from tests.gui.fakes import ENTRANCE, FakeStation, picture, recognised, track, unknown, view

pytestmark = pytest.mark.live


@pytest.fixture
def controller(
    qtbot: QtBot, qapp: QApplication, theme: Theme, station: FakeStation, tmp_path: Path
) -> Iterator[Controller]:
    def opener(data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> FakeStation:
        if "open" in station.errors:
            raise station.errors["open"]
        return station

    made = Controller(Options(tmp_path, remember_window=False), opener, theme, Languages(qapp, tmp_path), qapp)
    yield made
    made.window.deleteLater()
    made.deleteLater()
    qtbot.wait(10)


def test_a_timed_run_ends_with_its_figures(
    qtbot: QtBot, controller: Controller, station: FakeStation, capsys: pytest.CaptureFixture[str]
) -> None:
    attendant = Attendant(controller, 1.0, None)
    station.views[ENTRANCE.id] = view(ENTRANCE.id, 1, picture(64, 36, (9, 9, 9)))
    with qtbot.waitSignal(controller.finished, timeout=15_000):
        controller.start()
    assert attendant.finish() == 0
    found = json.loads(capsys.readouterr().out)
    assert found["type"] == "console"
    assert [tile["camera"] for tile in found["tiles"]] == ["entrance", "lobby"]
    assert set(found["rss_mb"]) == {"start", "warm", "end"}
    assert 0 < found["seconds"] < 10


def test_a_picture_is_taken_when_there_is_something_to_see(
    qtbot: QtBot, controller: Controller, station: FakeStation, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "window.png"
    attendant = Attendant(controller, 2.0, target)
    ana = track(1, (20, 8, 36, 24), Verdict.RECOGNISED, "Ana")
    station.views[ENTRANCE.id] = view(ENTRANCE.id, 1, picture(64, 36, (9, 9, 9)), [ana])

    def two_come() -> None:
        station.tell(recognised())
        station.tell(unknown())

    controller.running.connect(two_come)
    with qtbot.waitSignal(controller.finished, timeout=15_000):
        controller.start()
    assert attendant.finish() == 0
    assert QImage(str(target)).size() == controller.window.size()


def test_a_picture_is_taken_at_the_end_where_nobody_came(qtbot: QtBot, controller: Controller, tmp_path: Path) -> None:
    attendant = Attendant(controller, 0.5, tmp_path / "window.png")
    with qtbot.waitSignal(controller.finished, timeout=15_000):
        controller.start()
    assert attendant.finish() == 0
    assert (tmp_path / "window.png").is_file()


def test_a_picture_that_cannot_be_written_is_a_failure(
    qtbot: QtBot, controller: Controller, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    attendant = Attendant(controller, 0.5, tmp_path / "file" / "window.png")
    with qtbot.waitSignal(controller.finished, timeout=15_000):
        controller.start()
    assert attendant.finish() == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_unattended_run_that_cannot_start_says_why(
    qtbot: QtBot, controller: Controller, station: FakeStation, capsys: pytest.CaptureFixture[str]
) -> None:
    station.errors["open"] = KnownError(ErrorCode.STORE_IN_USE, path="/data")
    attendant = Attendant(controller, 5.0, None)
    with qtbot.waitSignal(controller.finished, timeout=15_000):
        controller.start()
    assert attendant.finish() == 1
    assert "Another Usher is already using /data." in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_becomes_a_signal_and_goes_back(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with Interrupts() as interrupts, qtbot.waitSignal(interrupts.interrupted):
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_a_foreign_plugin_folder_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", str(Path("site-packages", "cv2", "qt", "plugins")))
    prepare_environment(headless_allowed=False)
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", str(Path("own", "plugins")))
    prepare_environment(headless_allowed=False)
    assert os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"] == str(Path("own", "plugins"))


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have a display")
def test_without_a_display_only_unattended_runs_go_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    prepare_environment(headless_allowed=False)
    assert "QT_QPA_PLATFORM" not in os.environ
    monkeypatch.setenv("DISPLAY", ":0")
    prepare_environment(headless_allowed=True)
    assert "QT_QPA_PLATFORM" not in os.environ
    monkeypatch.delenv("DISPLAY")
    prepare_environment(headless_allowed=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.delenv("QT_QPA_PLATFORM")


@pytest.mark.skipif(sys.platform != "linux", reason="told on Linux only")
def test_memory_is_what_the_system_counts() -> None:
    found = evidence.resident_mb()
    assert found is not None
    assert 20 < found < 20_000


def test_memory_is_unknown_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    assert evidence.resident_mb() is None


def test_the_program_itself_starts_fails_and_ends(tmp_path: Path, repo_root: Path) -> None:
    """In a process of its own: the application object, the real station's refusal, the exit code."""
    (tmp_path / "settings.toml").write_text("cameras = 7", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from gui.app import run_console;"
        "sys.exit(run_console(Path(sys.argv[1]), demo=False, seconds=30, language='en'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=repo_root, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "has a mistake" in done.stderr
