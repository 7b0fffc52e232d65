import hashlib
import logging
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
import pytest

from core.domain.arrays import BgrImage, Floats
from core.vision.align import align
from core.vision.catalog import Catalog, read_model
from core.vision.engine import PackEngine
from core.vision.folding import fold, folded
from core.vision.sessions import open_session
from tests.helpers.guards import ExpectLog

SFACE, YUNET, AGE, GENDER = "sface-2021dec-int8bq", "yunet-2023mar-int8bq", "dlib-age-v1", "dlib-gender-v1"


@pytest.fixture(scope="module")
def gender(catalog: Catalog) -> bytes:
    return read_model(catalog.models[GENDER], "default")


def test_sface_folded_equals_the_published_network(catalog: Catalog, engine: PackEngine, six_people: BgrImage) -> None:
    published = read_model(catalog.models[SFACE], "default")
    proto = onnx.load_model_from_string(published)
    del proto.graph.input[1:]  # dangling weights onnxruntime would ask us for
    plain, quick = _session(proto.SerializeToString()), _session(fold(published, ()))
    for landmarks in engine.detect(six_people).landmarks:
        rgb = align(six_people, landmarks)[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32)
        a, b = _run(plain, rgb)[0], _run(quick, rgb)[0]
        assert np.abs(a / np.linalg.norm(a) - b / np.linalg.norm(b)).max() < 2e-6


def test_yunet_folded_equals_opencvs_reading_of_the_published_file(
    catalog: Catalog, engine: PackEngine, six_people: BgrImage, tmp_path: Path
) -> None:
    published = tmp_path / "yunet.onnx"
    published.write_bytes(read_model(catalog.models[YUNET], "default"))
    picture = cv2.resize(six_people, (640, 384))
    reference = cv2.FaceDetectorYN.create(str(published), "", (640, 384), 0.7, 0.3, 400).detect(picture)[1]
    reference = reference[np.argsort(-reference[:, 14])]
    found = engine.detect(np.asarray(picture, np.uint8))
    assert np.abs(reference[:, 14] - found.scores).max() < 2e-6
    assert np.abs(reference[:, :2] - found.boxes[:, :2]).max() < 1e-3
    assert np.abs(reference[:, 2:4] - (found.boxes[:, 2:] - found.boxes[:, :2])).max() < 1e-3
    assert np.abs(reference[:, 4:14].reshape(-1, 5, 2) - found.landmarks).max() < 1e-3


@pytest.mark.parametrize(("model", "side"), [(AGE, 64), (GENDER, 32)])
def test_dropping_negligible_weights_changes_no_answer(catalog: Catalog, model: str, side: int) -> None:
    published = read_model(catalog.models[model], "default")
    pixels = np.random.default_rng(7).uniform(-0.5, 0.5, (3, 3, side, side)).astype(np.float32)
    assert np.abs(_run(_session(published), pixels) - _run(_session(fold(published, ())), pixels)).max() < 2e-6


def test_opened_axes_take_any_size(catalog: Catalog) -> None:
    session = _session(fold(read_model(catalog.models[YUNET], "default"), (2, 3)))
    scores = session.run(["cls_8"], {"input": np.zeros((1, 3, 96, 160), np.float32)})[0]
    assert scores.shape == (1, 12 * 20, 1)


def test_the_folded_network_has_one_input_and_no_quantised_weight(catalog: Catalog) -> None:
    graph = onnx.load_model_from_string(fold(read_model(catalog.models[SFACE], "default"), ())).graph
    assert [value.name for value in graph.input] == ["data"]
    assert not {"DequantizeLinear", "PRelu", "Reshape"} & {node.op_type for node in graph.node}


def test_a_folded_model_is_kept_and_read_back(gender: bytes, tmp_path: Path) -> None:
    first = folded(gender, (), tmp_path)
    (kept,) = tmp_path.iterdir()
    marked = b"something else"
    kept.write_bytes(marked + hashlib.sha256(marked).digest())
    assert folded(gender, (), tmp_path) == marked, "the second time comes from the cache"
    assert first == fold(gender, ())


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000])
def test_a_damaged_cache_is_made_again(gender: bytes, tmp_path: Path, damage: bytes) -> None:
    whole = folded(gender, (), tmp_path)
    (kept,) = tmp_path.iterdir()
    intact = kept.read_bytes()
    kept.write_bytes(damage)
    assert folded(gender, (), tmp_path) == whole
    assert kept.read_bytes() == intact
    assert list(tmp_path.iterdir()) == [kept], "nothing half-written is left"


def test_other_axes_are_another_entry(catalog: Catalog, tmp_path: Path) -> None:
    yunet = read_model(catalog.models[YUNET], "default")
    assert folded(yunet, (), tmp_path) != folded(yunet, (2, 3), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_cache_that_cannot_be_written_is_said_and_survived(
    gender: bytes, tmp_path: Path, expected_log: ExpectLog
) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    expected_log("core.vision.folding", logging.WARNING, "cannot read the folded model")
    expected_log("core.vision.folding", logging.WARNING, "cannot keep a folded model")
    assert folded(gender, (), in_the_way) == fold(gender, ())


def test_two_processes_folding_at_once_leave_one_whole_file(catalog: Catalog, tmp_path: Path, repo_root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from core.vision.catalog import load_catalog, read_model\n"
        "from core.vision.folding import folded\n"
        f"model = read_model(load_catalog().models[{SFACE!r}], 'default')\n"
        "sys.stdin.readline(); print(len(folded(model, (), Path(sys.argv[1]))))"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=repo_root)
        for _ in range(2)
    ]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=120)[0] for process in both]
    (kept,) = tmp_path.iterdir()
    assert answers == [f"{kept.stat().st_size - 32}\n"] * 2


def _session(model: bytes) -> onnxruntime.InferenceSession:
    return open_session(model, "test.onnx", "test")


def _run(session: onnxruntime.InferenceSession, pixels: Floats) -> Floats:
    return np.asarray(session.run(None, {session.get_inputs()[0].name: pixels})[0], np.float32)
