"""Masks, told from faces by their colour."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.vision.align import align
from core.vision.covering import mouth_covered
from core.vision.pool import EnginePool

LEAST_PX = 40.0
PICTURES = 60


def _overlap(a: list[float], b: list[float]) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(0.0, wide) * max(0.0, high)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def test_most_masks_are_noticed(shared_data: Path, pool: EnginePool) -> None:
    folder, noticed = shared_data / "facemask_dev", []
    truth = json.loads((folder / "boxes.json").read_text(encoding="utf-8"))
    with pool.lease() as engine:
        for name, boxes in sorted(truth.items())[:PICTURES]:
            image = cv2.resize(np.asarray(cv2.imread(str(folder / "images" / name)), np.uint8), None, fx=2, fy=2)
            found = engine.detect(np.asarray(image, np.uint8))
            for i in range(len(found)):
                nearest = max(boxes, key=lambda known: _overlap((found.boxes[i] / 2).tolist(), known["box"]))
                is_mask = (
                    nearest["label"] == "with_mask" and _overlap((found.boxes[i] / 2).tolist(), nearest["box"]) > 0.4
                )
                if is_mask and found.box(i).width >= LEAST_PX:
                    noticed.append(mouth_covered(align(np.asarray(image, np.uint8), found.landmarks[i])))
    assert len(noticed) > 40
    assert np.mean(noticed) > 0.75


def test_hardly_any_face_is_taken_for_a_masked_one(shared_data: Path, pool: EnginePool) -> None:
    people = sorted((shared_data / "lfw_dev" / "images").iterdir())[::20]
    taken = []
    with pool.lease() as engine:
        for person in people:
            image = np.asarray(cv2.imread(str(min(person.iterdir()))), np.uint8)
            found = engine.detect(image)
            if len(found):
                taken.append(mouth_covered(align(image, found.landmarks[0])))
    assert len(taken) > 130
    assert np.mean(taken) <= 0.02


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_picture_without_colour_says_nothing(grey: int) -> None:
    assert not mouth_covered(np.full((112, 112, 3), grey, np.uint8))
