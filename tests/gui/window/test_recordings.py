"""The page for recordings, over a desk that recognises by the real networks where it watches anything."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.timeline import Appearance, Cast, Timeline
from gui.views.recordings.page import RecordingsPage
from tests.gui.window.conftest import Bench


def jpeg(shade: int) -> bytes:
    return bytes(cv2.imencode(".jpg", np.full((80, 80, 3), shade, np.uint8))[1])


def appearance(start_s: float, end_s: float, probability: float = 0.0) -> Appearance:
    return Appearance(start_s, end_s, start_s, probability, jpeg(120))


FILM = Timeline(
    Path("lobby.mp4"),
    95.0,
    2375,
    (
        Cast(PersonId("a"), "Ana Costa", 0, (appearance(1, 12, 0.98), appearance(60, 64.4, 0.97))),
        Cast(None, "", 1, (appearance(20, 20.2),)),
    ),
    3,
)


@dataclass
class Projector:
    """Answers when it may; a real one is proven in the tests of the runtime."""

    answer: Timeline | KnownError = FILM
    may_end: threading.Event = field(default_factory=threading.Event)
    watched: list[Path] = field(default_factory=list)

    def watch(self, path: Path, watched: Callable[[float], None], cancelled: Callable[[], bool]) -> Timeline | None:
        self.watched.append(path)
        watched(0.4)
        while not self.may_end.wait(0.005):
            if cancelled():
                return None
        if isinstance(self.answer, KnownError):
            raise self.answer
        return self.answer


@pytest.fixture
def projector(bench: Bench) -> Projector:
    made = Projector()
    bench.station.desks = SimpleNamespace(recordings=made)
    return made


@pytest.fixture
def page(qtbot: QtBot, bench: Bench, projector: Projector) -> RecordingsPage:
    del projector
    made = RecordingsPage(bench.context, bench.host)
    made.resize(1100, 700)
    made.show()
    return made


def test_a_recording_is_watched_and_shown(qtbot: QtBot, page: RecordingsPage, projector: Projector) -> None:
    page.watch(Path("lobby.mp4"))
    qtbot.waitUntil(lambda: projector.watched == [Path("lobby.mp4")])
    assert page.timeline is None
    projector.may_end.set()
    qtbot.waitUntil(lambda: page.timeline is not None)
    assert page.model.rowCount() == 2
    assert page.model.index(0).data() == "Ana Costa, 2 times · 15 s"
    assert page.model.index(1).data() == "Stranger 1, once · 1 s"
    assert page.moments.title.text() == "Ana Costa"
    page.list.setCurrentIndex(page.model.index(1))
    assert page.moments.title.text() == "Stranger 1"
    assert not page.grab().isNull()


def test_watching_can_be_given_up_and_the_last_one_comes_back(
    qtbot: QtBot, page: RecordingsPage, projector: Projector
) -> None:
    projector.may_end.set()
    page.watch(Path("first.mp4"))
    qtbot.waitUntil(lambda: page.timeline is not None)
    projector.may_end.clear()
    page.watch(Path("second.mp4"))
    qtbot.waitUntil(lambda: len(projector.watched) == 2)
    assert not page.list.isVisible()
    page.give_up()
    assert page.list.isVisible()
    assert page.timeline is FILM


def test_what_cannot_be_watched_is_said(qtbot: QtBot, bench: Bench, page: RecordingsPage, projector: Projector) -> None:
    projector.answer = KnownError(ErrorCode.SOURCE_NOT_VIDEO, source="note.txt", detail="it is empty (0 bytes)")
    projector.may_end.set()
    page.watch(Path("note.mp4"))
    qtbot.waitUntil(bench.bar.isVisible)
    assert page.timeline is None


def test_a_recording_of_nobody_says_so(qtbot: QtBot, page: RecordingsPage, projector: Projector) -> None:
    projector.answer = Timeline(Path("empty.mp4"), 5.0, 125, (), 0)
    projector.may_end.set()
    page.watch(Path("empty.mp4"))
    qtbot.waitUntil(page.nobody.isVisible)
    assert not page.list.isVisible()


def test_every_appearance_is_saved_as_a_table(
    qtbot: QtBot, bench: Bench, page: RecordingsPage, projector: Projector, tmp_path: Path
) -> None:
    projector.may_end.set()
    page.watch(Path("lobby.mp4"))
    qtbot.waitUntil(lambda: page.timeline is not None)
    page.save_to(tmp_path / "who.csv")
    qtbot.waitUntil(bench.toast.isVisible)
    assert (tmp_path / "who.csv").read_text("utf-8-sig").count("Ana Costa") == 2
    page.save_to(tmp_path / "who.csv" / "impossible.csv")
    qtbot.waitUntil(bench.bar.isVisible)


@pytest.mark.parametrize(("name", "taken"), [("film.MP4", 1), ("letter.pdf", 0)])
def test_only_a_video_may_be_dropped(
    qtbot: QtBot, page: RecordingsPage, projector: Projector, name: str, taken: int
) -> None:
    projector.may_end.set()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/films/{name}")])
    move, nothing = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), move, mime, Qt.MouseButton.LeftButton, nothing))
    qtbot.waitUntil(lambda: (page.timeline is not None) == bool(taken))
    assert len(projector.watched) == taken
