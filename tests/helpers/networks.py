"""A pytest plugin: networks are read, folded and opened once for a whole run, however many commands the tests give.

An onnxruntime session may be run by several threads at once and keeps nothing from one run to the next, so that
engines of different tests can share it. Tests of reading, folding and opening call these functions themselves.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import onnxruntime
import pytest

from core.domain.arrays import BgrImage
from core.domain.faces import Detections
from core.vision import packs
from core.vision.catalog import ModelSpec, read_model
from core.vision.detector import Size
from core.vision.folding import folded
from core.vision.sessions import open_session
from core.vision.yunet import YuNet


@pytest.fixture(scope="session", autouse=True)
def networks_opened_once(isolated_home: Path) -> Iterator[None]:
    """Keep what opening a pack reads, folds and opens; `isolated_home` comes first, so that it is folded there.

    The same bytes are the same object every time, so that they are hashed only once as a key, too.
    """
    models: dict[ModelSpec, bytes] = {}
    networks: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
    sessions: dict[tuple[bytes, int], onnxruntime.InferenceSession] = {}

    def read_once(spec: ModelSpec, pack: str) -> bytes:
        if spec not in models:
            models[spec] = read_model(spec, pack)
        return models[spec]

    def fold_once(model: bytes, free_axes: Sequence[int], cache: Path) -> bytes:
        key = model, tuple(free_axes)
        if key not in networks:
            networks[key] = folded(model, free_axes, cache)
        return networks[key]

    def open_once(model: bytes, file: str, pack: str, threads: int = 1) -> onnxruntime.InferenceSession:
        key = model, threads
        if key not in sessions:
            sessions[key] = open_session(model, file, pack, threads)
        return sessions[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "read_model", read_once)
        patch.setattr(packs, "folded", fold_once)
        patch.setattr(packs, "open_session", open_once)
        yield


@pytest.fixture(scope="module")
def pictures_searched_once() -> Iterator[None]:
    """Keep what the detector found, for tests that show it the same pictures again, all with the same settings."""
    detect = YuNet.detect
    kept: dict[tuple[int, tuple[int, ...], Size | None], Detections] = {}

    def detect_once(self: YuNet, image: BgrImage, size: Size | None = None) -> Detections:
        # Python's own hash, which is 64 bits long and takes a quarter of the time of a cryptographic one.
        key = hash(image.tobytes()), image.shape, size
        if key not in kept:
            kept[key] = detect(self, image, size)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(YuNet, "detect", detect_once)
        yield
