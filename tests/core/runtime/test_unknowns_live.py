"""Unknown visitors from the camera to a name: real clips through the whole station."""

from pathlib import Path

import pytest

from core.bootstrap import open_station
from core.domain.camera import CameraSpec
from core.domain.ids import CameraId
from core.domain.people import PersonFacts
from core.runtime.station import Station
from core.runtime.supervisor import Playback

pytestmark = pytest.mark.live


def watching(folder: Path, *clips: Path) -> Station:
    """Open a station on some clips, as cameras of these names."""
    cameras = [CameraSpec(CameraId(clip.stem), clip.stem, str(clip)) for clip in clips]
    return open_station(folder, cameras=cameras, playback=Playback(realtime=False, loop=False))


def test_a_man_seen_twice_is_one_stranger_until_he_is_named_and_recognised(shared_data: Path, tmp_path: Path) -> None:
    first, second = (shared_data / "videos" / f"asl_{sign}.mkv" for sign in ("please", "thanks"))
    station = watching(tmp_path, first, second)
    try:
        station.start()
        assert station.wait_until_ended(120)
        desk = station.desks.unknowns
        (stranger,) = desk.strangers()
        assert stranger.sightings == 2
        assert stranger.cameras == ("asl_please", "asl_thanks")
        naming = desk.name(stranger.id, PersonFacts("The man who signs"))
        assert desk.strangers() == ()
        assert {record.person for record in station.sightings(10)} == {naming.person.id}
    finally:
        station.stop()
    station = watching(tmp_path, first)
    try:
        station.start()
        assert station.wait_until_ended(120)
        assert [record.name for record in station.sightings(10)] == ["The man who signs"] * 3
    finally:
        station.stop()
