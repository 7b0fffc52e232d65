import cv2
import numpy as np

from core.domain.arrays import BgrImage
from core.vision.align import align
from core.vision.engine import PackEngine


def test_the_same_face_in_another_light_and_size_is_close_and_others_are_not(
    engine: PackEngine, six_people: BgrImage
) -> None:
    found = engine.detect(six_people)
    other_light = np.clip(cv2.resize(six_people, None, fx=0.6, fy=0.6) * 0.7 + 12, 0, 255).astype(np.uint8)
    again = engine.detect(other_light)
    order = [
        int(np.linalg.norm(again.landmarks.mean(axis=1) / 0.6 - centre, axis=1).argmin())
        for centre in found.landmarks.mean(axis=1)
    ]
    first = engine.embed([align(six_people, landmarks) for landmarks in found.landmarks])
    second = engine.embed([align(other_light, again.landmarks[i]) for i in order])
    cosines = np.array([[a.cosine(b) for b in second] for a in first])
    # The sixth face is tilted, where YuNet's landmarks are not the same twice.
    assert np.sort(np.diag(cosines))[1:].min() > 0.7
    assert (cosines - 2 * np.eye(6)).max() < 0.46, "nobody here would be taken for somebody else"


def test_embeddings_come_in_order_of_unit_length_and_named(engine: PackEngine, six_people: BgrImage) -> None:
    crops = [align(six_people, landmarks) for landmarks in engine.detect(six_people).landmarks]
    together = engine.embed(crops)
    apart = [engine.embed([crop])[0] for crop in crops]
    assert all(np.array_equal(a.vector, b.vector) for a, b in zip(together, apart, strict=True))
    assert {(e.model_id, e.vector.shape) for e in together} == {("sface-2021dec-int8bq", (128,))}
    assert engine.model_id == "sface-2021dec-int8bq"


def test_no_crops_give_no_embeddings(engine: PackEngine) -> None:
    assert engine.embed([]) == []
