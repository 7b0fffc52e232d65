"""Who appears when in a recording, through the real networks."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.bootstrap.parts import open_pack
from core.config import Settings
from core.domain.clock import SystemClock
from core.domain.errors import KnownError
from core.domain.ids import PersonId
from core.domain.people import Template
from core.gallery.index import ExactIndex
from core.runtime.clips import best_shots
from core.runtime.denials import Denials
from core.runtime.recordings import RecordingDesk, Watching
from tests.core.capture.capture_support import write_video


@pytest.fixture(scope="module")
def desk(shared_data: Path) -> Iterator[RecordingDesk]:
    """A desk that knows the man of two clips from the one not watched here."""
    settings = Settings()
    with open_pack(settings, None, 1) as pack, closing(ExactIndex(pack.point, pack.model_id)) as gallery:
        with pack.pool.lease() as engine:
            shots = best_shots(shared_data / "videos" / "asl_please.mkv", engine, pack.point, SystemClock())
        gallery.add([Template(n, PersonId("p1"), s.embedding, 0.8, b"-", s.utc) for n, s in enumerate(shots, 1)])
        yield RecordingDesk(
            Watching(gallery, lambda person: "Max" if person == "p1" else "?", Denials(), pack.pool),
            settings.recognition,
            None,
        )


def test_somebody_enrolled_is_named_for_as_long_as_they_are_seen(desk: RecordingDesk, shared_data: Path) -> None:
    shares: list[float] = []
    timeline = desk.watch(shared_data / "videos" / "asl_thanks.mkv", shares.append, lambda: False)
    assert timeline is not None
    (role,) = timeline.cast
    assert (role.person, role.name, role.stranger) == (PersonId("p1"), "Max", 0)
    assert role.seconds == pytest.approx(timeline.duration_s, abs=0.3)
    assert role.appearances[0].probability > 0.9
    assert role.portrait_jpeg.startswith(b"\xff\xd8")
    assert shares == sorted(shares)
    assert shares[-1] > 0.9


def test_people_who_are_not_enrolled_are_numbered(desk: RecordingDesk, shared_data: Path) -> None:
    timeline = desk.watch(shared_data / "videos" / "rdrum_faces.mp4", lambda _: None, lambda: False)
    assert timeline is not None
    assert [role.stranger for role in timeline.cast] == [1, 2]
    assert all(role.person is None and role.name == "" for role in timeline.cast)


def test_watching_can_be_given_up(desk: RecordingDesk, shared_data: Path) -> None:
    asked = iter([False, False, True])
    assert desk.watch(shared_data / "videos" / "rdrum_faces.mp4", lambda _: None, lambda: next(asked)) is None


def test_a_recording_that_breaks_off_is_told_up_to_there(
    desk: RecordingDesk, shared_data: Path, tmp_path: Path
) -> None:
    whole = (shared_data / "videos" / "asl_please.mkv").read_bytes()
    broken = tmp_path / "broken.mkv"
    middle = len(whole) // 2
    broken.write_bytes(whole[:middle] + np.random.default_rng(1).bytes(middle))
    timeline = desk.watch(broken, lambda _: None, lambda: False)
    assert timeline is not None
    assert 0 < timeline.duration_s < 2.4


def test_what_is_no_recording_is_said(desk: RecordingDesk, tmp_path: Path) -> None:
    text = tmp_path / "note.mp4"
    text.write_text("not a film")
    with pytest.raises(KnownError, match="not a video"):
        desk.watch(text, lambda _: None, lambda: False)


def test_an_empty_room_has_nobody_in_it(desk: RecordingDesk, tmp_path: Path) -> None:
    film = write_video(tmp_path / "empty.mp4", 5)
    timeline = desk.watch(film, lambda _: None, lambda: False)
    assert timeline is not None
    assert (timeline.cast, timeline.unclear, timeline.frames) == ((), 0, 5)
