import importlib.metadata
import importlib.util

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.arrays import BgrImage
from core.vision.align import ARCFACE_TEMPLATE, CROP, align, chip, similarity
from core.vision.engine import PackEngine


@pytest.mark.filterwarnings("ignore:.estimate. is deprecated:FutureWarning")  # scikit-image, inside insightface
def test_crops_equal_insightfaces(engine: PackEngine, six_people: BgrImage) -> None:
    # The module alone: the package around it takes a second to import.
    file = importlib.metadata.distribution("insightface").locate_file("insightface/utils/face_align.py")
    spec = importlib.util.spec_from_file_location("face_align", str(file))
    assert spec is not None
    assert spec.loader is not None
    face_align = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(face_align)
    for landmarks in engine.detect(six_people).landmarks:
        theirs = face_align.norm_crop(six_people, landmarks)
        assert np.abs(align(six_people, landmarks).astype(int) - theirs).max() <= 2


@given(angle=st.floats(-3.1, 3.1), scale=st.floats(0.05, 20), x=st.floats(-500, 500), y=st.floats(-500, 500))
def test_a_similarity_is_recovered_exactly(angle: float, scale: float, x: float, y: float) -> None:
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = (ARCFACE_TEMPLATE @ turn.T + [x, y]).astype(np.float32)
    affine = similarity(moved, ARCFACE_TEMPLATE)
    assert np.abs(moved @ affine[:, :2].T + affine[:, 2] - ARCFACE_TEMPLATE).max() < 0.01


def test_the_crop_is_upright_however_the_face_was_turned(engine: PackEngine, astronaut: BgrImage) -> None:
    landmarks = engine.detect(astronaut).landmarks[0]
    upright = align(astronaut, landmarks)
    height = astronaut.shape[0]
    turned = np.stack([height - 1 - landmarks[:, 1], landmarks[:, 0]], axis=1)
    again = align(np.ascontiguousarray(np.rot90(astronaut, -1)), turned)
    assert np.abs(upright.astype(int) - again).mean() < 1


def test_a_face_much_too_large_is_averaged_and_not_sampled(engine: PackEngine, astronaut: BgrImage) -> None:
    landmarks = engine.detect(astronaut).landmarks[0]
    plain = align(astronaut, landmarks).astype(int)
    head = astronaut[:240, 100:340]
    grain = np.random.default_rng(1).normal(0, 60, (1920, 1920, 1))
    large = np.clip(cv2.resize(head, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC) + grain, 0, 255)
    crop = align(large.astype(np.uint8), (landmarks - [100, 0]).astype(np.float32) * 8 + 3.5).astype(int)
    assert np.abs(crop - plain).mean() < 12, "the grain is gone"
    assert abs(float((crop - plain).mean())) < 3
    shift = cv2.phaseCorrelate(crop.mean(axis=2), plain.mean(axis=2))[0]
    assert max(map(abs, shift)) < 0.2, "and nothing has moved"


def test_the_crop_is_the_callers_own_and_read_only(engine: PackEngine, astronaut: BgrImage) -> None:
    crop = align(astronaut, engine.detect(astronaut).landmarks[0])
    assert crop.shape == (CROP, CROP, 3)
    assert crop.dtype == np.uint8
    assert crop.base is None
    assert not crop.flags.writeable


def test_outside_the_picture_is_black(six_people: BgrImage) -> None:
    assert not align(six_people, ARCFACE_TEMPLATE - 5000).any()


@pytest.mark.parametrize("side", [1, 3])
@pytest.mark.parametrize("spread", [0.0, 1e-9, 1e4])
def test_odd_landmarks_raise_nothing(six_people: BgrImage, spread: float, side: int) -> None:
    landmarks = (ARCFACE_TEMPLATE * spread).astype(np.float32)
    assert chip(six_people[:side, :side], landmarks, ARCFACE_TEMPLATE, CROP).shape == (CROP, CROP, 3)
