"""The packed gallery: what comes back is what was written, or nothing comes back."""

import errno
import logging
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections import namedtuple
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.errors import ErrorCode, KnownError
from core.domain.people import TemplateBlock
from core.gallery import sidecar
from core.gallery.sidecar import Sidecar, delete_sidecars, open_sidecar, write_sidecar

MODEL = "a model/with ✓ any name"
STAMP = bytes(range(16))
Usage = namedtuple("Usage", "total used free")

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from core.gallery.sidecar import write_sidecar
from tests.core.gallery.test_gallery_sidecar import block
folder, n = Path(sys.argv[1]), 0
if sys.argv[2] == "there was one":
    write_sidecar(folder, block(20_000), {})
print("ready", flush=True)
while True:
    write_sidecar(folder, block(20_000, seed=n % 2), {})
    n += 1
"""


def block(n: int = 40, d: int = 16, stamp: bytes = STAMP, seed: int = 1) -> TemplateBlock:
    """Return a block of `n` templates of two people; the same for the same arguments."""
    vectors = np.random.default_rng(seed).standard_normal((n, d)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1)[:, np.newaxis]
    people = np.array([b"ada", "zoë".encode()], np.bytes_)
    return TemplateBlock(
        MODEL, stamp, np.arange(n) * 3 + 7, vectors, np.arange(n, dtype=np.int32) % 2, people, np.arange(n) % 3 == 2
    )


def extras(n: int = 40) -> dict[str, np.ndarray]:
    """Return arrays of the kinds an index keeps beside the block."""
    return {
        "codes": np.random.default_rng(2).integers(-127, 128, (n, 16), np.int8),
        "scales": np.linspace(0, 1, n, dtype=np.float32),
        "nothing": np.empty((0, 5), np.float64),
    }


def assert_equal(found: Sidecar | None, expected: TemplateBlock, extra: dict[str, np.ndarray]) -> None:
    assert found is not None
    assert (found.block.model_id, found.block.stamp) == (expected.model_id, expected.stamp)
    for name in ("ids", "vectors", "owners", "people", "centroids"):
        same(getattr(found.block, name), getattr(expected, name))
    assert found.extra.keys() == extra.keys()
    for name, array in extra.items():
        same(found.extra[name], array)


def same(found: np.ndarray, expected: np.ndarray) -> None:
    assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
    assert found.tobytes() == expected.tobytes()
    assert not found.flags.writeable
    assert found.ctypes.data % 64 == 0


def the_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize("n", [0, 1, 40, 70_000])
@pytest.mark.parametrize("threads", [1, 3])
def test_what_was_written_is_opened(tmp_path: Path, n: int, threads: int) -> None:
    write_sidecar(tmp_path / "made", block(n, 32), extras(n))
    assert_equal(open_sidecar(tmp_path / "made", MODEL, STAMP, threads), block(n, 32), extras(n))


def test_arrays_that_do_not_lie_in_order_are_packed(tmp_path: Path) -> None:
    array = np.arange(60, dtype=np.int32).reshape(6, 10)
    write_sidecar(tmp_path, block(), {"turned": array.T, "every other": array[::2]})
    found = open_sidecar(tmp_path, MODEL, STAMP, 1)
    assert_equal(found, block(), {"turned": np.ascontiguousarray(array.T), "every other": array[::2].copy()})


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    write_sidecar(tmp_path, block(), {})
    assert os.name == "nt" or stat.S_IMODE(the_file(tmp_path).stat().st_mode) == 0o600


def test_what_is_not_there_is_no_news(tmp_path: Path) -> None:
    assert open_sidecar(tmp_path / "no such folder", MODEL, STAMP, 1) is None
    assert open_sidecar(tmp_path, MODEL, STAMP, 1) is None


def test_another_state_is_never_opened_and_goes(tmp_path: Path) -> None:
    write_sidecar(tmp_path, block(), {})
    assert open_sidecar(tmp_path, MODEL, bytes(16), 1) is None
    assert list(tmp_path.iterdir()) == []


def test_a_new_state_takes_the_place_of_the_old_and_of_what_was_interrupted(tmp_path: Path) -> None:
    write_sidecar(tmp_path, block(), {})
    leftover = tmp_path / f"{the_file(tmp_path).stem}x8f.gallery.tmp"
    leftover.write_bytes(b"half")
    stranger = tmp_path / "usher.db"
    stranger.write_bytes(b"kept")
    write_sidecar(tmp_path, block(stamp=bytes(16), seed=2), {})
    assert_equal(open_sidecar(tmp_path, MODEL, bytes(16), 1), block(stamp=bytes(16), seed=2), {})
    assert len(list(tmp_path.iterdir())) == 2
    delete_sidecars(tmp_path)
    assert list(tmp_path.iterdir()) == [stranger]


def test_models_lie_side_by_side(tmp_path: Path) -> None:
    other = block()
    other = TemplateBlock("other", STAMP, other.ids, other.vectors, other.owners, other.people, other.centroids)
    write_sidecar(tmp_path, block(), {})
    write_sidecar(tmp_path, other, {})
    assert_equal(open_sidecar(tmp_path, MODEL, STAMP, 1), block(), {})
    assert_equal(open_sidecar(tmp_path, "other", STAMP, 1), other, {})


def test_a_file_under_a_false_name_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_sidecar(tmp_path, block(), {})
    path = the_file(tmp_path)
    path.rename(path.with_name(path.name.replace(STAMP.hex(), bytes(16).hex())))
    assert open_sidecar(tmp_path, MODEL, bytes(16), 1) is None
    assert "another gallery" in caplog.text


def test_what_is_open_survives_its_file(tmp_path: Path) -> None:
    write_sidecar(tmp_path, block(), extras())
    found = open_sidecar(tmp_path, MODEL, STAMP, 1)
    delete_sidecars(tmp_path)
    assert_equal(found, block(), extras())


def assert_whole_or_refused(folder: Path, content: bytes) -> None:
    """Put `content` in the place of the file: it is opened only if every array is right."""
    path = the_file(folder)
    path.write_bytes(content)
    found = open_sidecar(folder, MODEL, STAMP, 2)
    if found is not None:
        assert_equal(found, block(), extras())
    else:
        assert not path.exists()


@settings(max_examples=150)
@given(st.data())
def test_no_changed_byte_is_believed(data: st.DataObject) -> None:
    logging.getLogger("core.gallery.sidecar").disabled = True
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_sidecar(folder, block(), extras())
            content = bytearray(the_file(folder).read_bytes())
            for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3, unique=True)):
                content[place] ^= data.draw(st.integers(1, 255))
            assert_whole_or_refused(folder, bytes(content))
    finally:
        logging.getLogger("core.gallery.sidecar").disabled = False


@settings(max_examples=50)
@given(st.data())
def test_no_truncated_or_lengthened_file_is_believed(data: st.DataObject) -> None:
    logging.getLogger("core.gallery.sidecar").disabled = True
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_sidecar(folder, block(), extras())
            content = the_file(folder).read_bytes()
            cut = data.draw(st.integers(0, len(content) - 1))
            longer = content + data.draw(st.binary(min_size=1, max_size=100))
            for changed in (content[:cut], longer):
                the_file(folder).write_bytes(changed)
                assert open_sidecar(folder, MODEL, STAMP, 1) is None
                assert list(folder.iterdir()) == []
                write_sidecar(folder, block(), extras())
    finally:
        logging.getLogger("core.gallery.sidecar").disabled = False


def forge(folder: Path, **changes: object) -> None:
    """Write the file anew with its first section changed and every checksum right."""
    good = block()
    arrays = {name: getattr(good, name) for name in ("ids", "vectors", "owners", "people", "centroids")}
    header = sidecar._header_of(good, arrays)  # noqa: SLF001
    first = msgspec.structs.replace(header.sections[0], **changes)
    header = msgspec.structs.replace(header, sections=(first, *header.sections[1:]))
    sidecar._write_whole(sidecar._path_of(folder, MODEL, STAMP), header, arrays | {first.name: good.ids})  # noqa: SLF001


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "something"}, "do not fit"),
        ({"dtype": "|O8"}, "regex"),
        ({"dtype": "<f3"}, "data type"),
        ({"dtype": "|S0"}, "ids"),
        ({"shape": (41,)}, "damaged"),
        ({"shape": (39,)}, "damaged"),
        ({"shape": (10**6,)}, "beyond the end"),
        ({"shape": (0,)}, "checksums are incomplete"),
        ({"shape": (0, 1 << 62)}, "too big"),
        ({"shape": (0, (1 << 64) - 1)}, "ids"),
        ({"shape": (-1,)}, ">= 0"),
        ({"checksums": ()}, "checksums are incomplete"),
        ({"checksums": (0,)}, "damaged"),
    ],
)
def test_a_header_that_contradicts_itself_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, changes: dict[str, object], reason: str
) -> None:
    forge(tmp_path, **changes)
    assert open_sidecar(tmp_path, MODEL, STAMP, 1) is None
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert reason in record.getMessage()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"short", b"something else entirely, and long enough to be looked into"])
def test_a_foreign_file_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    write_sidecar(tmp_path, block(), {})
    the_file(tmp_path).write_bytes(content)
    assert open_sidecar(tmp_path, MODEL, STAMP, 1) is None
    assert "read from the database instead" in caplog.text


def test_an_array_of_objects_is_no_data(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not for a file"):
        write_sidecar(tmp_path, block(), {"bad": np.array([{}], object)})
    assert list(tmp_path.iterdir()) == []


def test_it_does_not_take_the_last_of_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(1 << 40, 1 << 40, 1 << 20))
    with pytest.raises(KnownError) as caught:
        write_sidecar(tmp_path, block(), {})
    assert caught.value.code is ErrorCode.DISK_FULL
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, ErrorCode.DISK_FULL), (errno.EIO, ErrorCode.FOLDER_NOT_WRITABLE)]
)
def test_a_disk_that_refuses_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    write_sidecar(tmp_path, block(), {})

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(KnownError) as caught:
            write_sidecar(tmp_path, block(stamp=bytes(16)), {})
    assert caught.value.code is code
    assert_equal(open_sidecar(tmp_path, MODEL, STAMP, 1), block(), {})


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError) as caught:
        write_sidecar(tmp_path / "file", block(), {})
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE


@pytest.mark.parametrize("before", ["there was none", "there was one"])
def test_killed_while_writing_it_leaves_one_whole_file_or_none(tmp_path: Path, repo_root: Path, before: str) -> None:
    chance = np.random.default_rng(5)
    for _ in range(3):
        command = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path), before]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=repo_root) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            with suppress(subprocess.TimeoutExpired):  # so that the blow falls anywhere within a write
                process.wait(timeout=float(chance.uniform(0.0, 0.02)))
            process.kill()
        found = open_sidecar(tmp_path, MODEL, STAMP, 1)
        assert not list(tmp_path.glob("*.tmp"))
        if found is not None:
            assert any(found.block.vectors.tobytes() == block(20_000, seed=n).vectors.tobytes() for n in (0, 1))
        else:
            assert before == "there was none"
