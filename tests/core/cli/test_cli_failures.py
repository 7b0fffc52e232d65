"""Bad input: one clear sentence, a failing exit code, nothing half-written."""

import logging
import os
import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.bootstrap import open_store
from tests.helpers.cli import usher
from tests.helpers.guards import ExpectLog


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def picture(path: Path, shape: tuple[int, ...], dtype: type = np.uint8) -> Path:
    Image.fromarray(np.zeros(shape, dtype)).save(path)
    return path


def black_png(side: int) -> bytes:
    """Return a whole square PNG, of one bit a pixel; Pillow would need a byte for each to write it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes((1 + -(-side // 8)) * side), 1)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def bad_pictures(tmp_path: Path) -> dict[str, Path]:
    jpeg = picture(tmp_path / "whole.jpg", (400, 400, 3)).read_bytes()
    return {
        "image-empty": write(tmp_path / "empty.jpg", b""),
        "image-unreadable": write(tmp_path / "notes.jpg", b"not a picture at all"),
        "image-unreadable ": write(tmp_path / "cut.jpg", jpeg[: len(jpeg) // 3]),
        "image-too-small": picture(tmp_path / "dot.png", (1, 1, 3)),
        "image-missing": tmp_path / "没有.jpg",
    }


def test_every_bad_picture_has_its_own_sentence(tmp_path: Path, bad_pictures: dict[str, Path]) -> None:
    answer = usher(tmp_path, "detect", *bad_pictures.values(), "--json")
    assert answer.code == 1
    assert [r["error"]["code"] for r in answer.records] == [code.strip() for code in bad_pictures]
    assert len(answer.err.splitlines()) == len(bad_pictures)


def test_a_picture_of_400_megapixels_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    huge = write(tmp_path / "huge.png", black_png(20_000))
    (record,) = usher(tmp_path, "detect", huge, "--json").records
    assert record["error"]["code"] == "image-too-large"


@pytest.mark.parametrize("shape", [(300, 300), (300, 300, 4)])
def test_grey_and_transparent_pictures_are_just_pictures(tmp_path: Path, shape: tuple[int, ...]) -> None:
    (record,) = usher(tmp_path, "detect", picture(tmp_path / "plain.png", shape), "--json").records
    assert record["face_num"] == 0


@pytest.mark.parametrize("source", ["ftp://user:secret@host/x", "missing.mp4", "usb:63", "demo:nowhere"])
def test_a_source_that_is_none_ends_with_a_sentence(tmp_path: Path, expected_log: ExpectLog, source: str) -> None:
    expected_log("core.runtime.station", logging.WARNING, "is (failed|lost)")
    answer = usher(tmp_path, "watch", source, "--seconds", "3", "--json")
    assert "secret" not in answer.out + answer.err
    states = [r for r in answer.records if r["type"] == "camera"]
    assert states[-1]["state"] in ("failed", "lost")
    assert states[-1]["detail"].endswith(".")
    assert answer.code == (0 if source == "usb:63" else 1)


def test_a_database_of_a_newer_usher_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "usher.db")) as db, db:
        db.execute("UPDATE _sqlite_migrations SET name = 'm999_later' WHERE id = 1")
    before = (tmp_path / "usher.db").read_bytes()
    assert usher(tmp_path, "people", "list", "--json").records[0]["error"]["code"] == "store-newer"
    assert (tmp_path / "usher.db").read_bytes() == before


def test_a_second_instance_is_told_so(tmp_path: Path) -> None:
    with open_store(tmp_path):
        answer = usher(tmp_path, "people", "list", "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "store-in-use"


def test_a_damaged_database_and_settings_are_named(tmp_path: Path) -> None:
    write(tmp_path / "usher.db", b"this is no database" * 2000)
    assert usher(tmp_path, "people", "list", "--json").records[0]["error"]["code"] == "store-damaged"
    write(tmp_path / "settings.toml", b"cameras = 3")
    (record,) = usher(tmp_path, "watch", "demo:lobby", "--json").records
    assert record["error"]["code"] == "settings-invalid"
    assert "cameras" in record["error"]["message"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = usher(tmp_path / "data", "people", "list", "--json")
    assert answer.records[0]["error"]["code"] == "folder-not-writable"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no folder here that nobody can make")
def test_self_check_names_every_fault_instead_of_failing_itself() -> None:
    answer = usher(Path("/proc/usher"), "self-check", "--json")
    assert answer.code == 1
    unsound = {r["check"]: r["detail"] for r in answer.records if not r["ok"]}
    assert set(unsound) == {"Database", "Free disk space", "Disk speed", "Log"}
    assert "cannot be written" in unsound["Database"]
    assert {r["check"] for r in answer.records if r["ok"]} >= {"Python", "Window system", "Settings", "Models"}
