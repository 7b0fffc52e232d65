"""A pytest plugin: networks are folded and opened once for a whole run, however many commands the tests give.

An onnxruntime session may be run by several threads at once and keeps nothing from one run to the next, so that
engines of different tests can share it. Tests of folding and opening call these functions themselves.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import onnxruntime
import pytest

from core.vision import packs
from core.vision.folding import folded
from core.vision.sessions import open_session


@pytest.fixture(scope="session", autouse=True)
def networks_opened_once(isolated_home: Path) -> Iterator[None]:
    """Keep what opening a pack folds and opens; `isolated_home` comes first, so that it is folded there."""
    networks: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
    sessions: dict[tuple[bytes, int], onnxruntime.InferenceSession] = {}

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
        patch.setattr(packs, "folded", fold_once)
        patch.setattr(packs, "open_session", open_once)
        yield
