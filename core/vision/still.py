"""Reading a still picture completely: small faces in large pictures, and faces turned by quarter turns."""

import math

import cv2
import numpy as np

from core.config import DetectionSettings
from core.domain.arrays import BgrImage, Floats, frozen
from core.domain.faces import Box, Detections, Face
from core.vision.align import align
from core.vision.detector import Size, suppress
from core.vision.engine import PackEngine
from core.vision.pool import EnginePool
from core.vision.pose import head_pose
from core.vision.quality import assess

_SIDES = (640, 1280)
"""Longest sides at which a picture is searched: the first finds faces that fill it, the second small ones in a crowd.

Larger pictures are reduced to the second, which bounds the time for a picture of any size.
"""

_CLOSE_UP = 320
"""Longest side at which a picture is searched that shows nothing at the first: perhaps it is all face. Of 120 faces of
LFW cut out at their box, 640 finds 115 and this all."""

_GLANCES = (384, 640, 1280)
"""Longest sides at which an ordinary photo is searched, upright, until its faces are large. A closer look places the
landmarks, so that the first loses nothing: of 163 usable faces of 150 photos of LFW all but one are found again, in 13
instead of 100 ms, and pairs of one person have the same cosines (median 0.688; 95 of 100 over 0.48 instead of 0.47)."""

_CLEAR = 40
"""Pixels a face found in a reduced picture is wide if it is not the smallest of many."""

_TURNS = (0, 90, 180, 270)
"""Clockwise degrees by which a face may be turned from upright."""

_SURE = 0.87
"""The score from which a detection is believed without a second opinion. Of LFW's faces 99 % reach 0.90, turned or
not; of hands, cuffs and lettering found in the three turned views of them (one in thirty pictures) hardly one."""


class FaceReader:
    """Finds and measures the faces of a picture, with engines of `pool`, at most the best `max_faces` of them.

    Whatever the picture, that bounds the work: at most twelve searches of all of it, and for each of those faces three
    closer looks and one estimate of age and gender.
    """

    def __init__(self, pool: EnginePool, min_face_px: float, max_faces: int = DetectionSettings().max_faces) -> None:
        self._pool = pool
        self._min_face_px = min_face_px
        self._max_faces = max_faces

    def read(self, image: BgrImage) -> tuple[Face, ...]:
        """Find every face, turned by quarter turns too, best score first.

        Boxes and landmarks are in pixels of `image`; pose and quality are measured with the face turned upright.
        """
        with self._pool.lease() as engine:
            found = look_closer(engine, image, find_turned(engine, image, self._max_faces))
            return tuple(self._measured(engine, image, found, i) for i in range(len(found)))

    def glance(self, image: BgrImage) -> tuple[Face, ...]:
        """Find the faces of an ordinary photo, best score first, without attributes; `read` where that finds none.

        A photo that shows a face upright and large needs one small search; see `find_upright`.
        """
        with self._pool.lease() as engine:
            found = look_closer(engine, image, find_upright(engine, image, self._max_faces))
            if not len(found):
                found = look_closer(engine, image, find_turned(engine, image, self._max_faces))
            return tuple(self._measured(engine, image, found, i, attributes=False) for i in range(len(found)))

    def _measured(
        self, engine: PackEngine, image: BgrImage, found: Detections, index: int, *, attributes: bool = True
    ) -> Face:
        landmarks, score = found.landmarks[index], float(found.scores[index])
        turn = 90 * round(head_pose(landmarks).roll / 90) % 360
        height, width = image.shape[:2]
        upright_landmarks = turned(landmarks, turn, (width - 1, height - 1))
        left, top, right, bottom = _turned_boxes(found.boxes[index : index + 1], turn, (width, height))[0].tolist()
        pose, aligned = head_pose(upright_landmarks), align(image, landmarks)
        upright, upright_box = np.rot90(image, turn // 90), Box(left, top, right, bottom)
        quality = assess(upright, upright_box, upright_landmarks, score, pose, aligned, self._min_face_px)
        estimate = engine.attributes(image, found, index) if attributes else None
        return Face(found.box(index), score, landmarks, turn, pose, quality, estimate, aligned)


def find_turned(engine: PackEngine, image: BgrImage, limit: int) -> Detections:
    """Find the best `limit` faces in all four quarter turns, best first.

    Each is kept in the turn in which it looks most like one; landmarks are named as in the upright face.
    """
    view = _reduced(image)
    looks = {turn: _look(engine, view, turn, _SIDES[0]) for turn in _TURNS}
    if not any(len(found) for found, _ in looks.values()):
        looks = {turn: _look(engine, view, turn, _CLOSE_UP) for turn in _TURNS}
    nothing_upright = not len(looks[0][0])
    turns = [turn for turn, (_, ranks) in looks.items() if not turn or nothing_upright or ranks.max(initial=0) >= _SURE]
    seen = [looks[turn] for turn in turns]
    if max(view.shape[:2]) > _SIDES[0]:
        seen += [_look(engine, view, turn, _SIDES[1]) for turn in turns]
    boxes = np.concatenate([found.boxes for found, _ in seen])
    scores = np.concatenate([found.scores for found, _ in seen])
    landmarks = np.concatenate([found.landmarks for found, _ in seen])
    kept = suppress(boxes, np.concatenate([ranks for _, ranks in seen]))
    kept = kept[np.argsort(-scores[kept], kind="stable")][:limit]
    back = np.float32(image.shape[1] / view.shape[1])
    return Detections(boxes[kept] * back, scores[kept], landmarks[kept] * back)


def find_upright(engine: PackEngine, image: BgrImage, limit: int) -> Detections:
    """Find the best `limit` upright faces, best first, in as small a picture as shows them large; none if unsure.

    Larger ones are searched until every face that is found fills a share of its side: beside small ones there may be
    others, smaller still. Where the landmarks lie is for a closer look to say.
    """
    found, longest = Detections.none(), max(image.shape[:2])
    for side in _GLANCES:
        found = engine.detect(image, (side, side))
        widths = (found.boxes[:, 2] - found.boxes[:, 0]) * (side / longest)
        if side >= longest or (_is_sure(found) and widths.min() >= _CLEAR):
            break
    if not _is_sure(found):
        return Detections.none()
    return Detections(found.boxes[:limit], found.scores[:limit], found.landmarks[:limit])


def _is_sure(found: Detections) -> bool:
    return bool(len(found)) and float(found.scores[0]) >= _SURE


def look_closer(engine: PackEngine, image: BgrImage, found: Detections) -> Detections:
    """Return the faces with better landmarks, less those of a doubtful score that a closer look does not confirm."""
    again = [engine.look_again(image, landmarks) for landmarks in found.landmarks]
    kept = [i for i, landmarks in enumerate(again) if landmarks is not None or found.scores[i] >= _SURE]
    if not kept:
        return Detections.none()
    landmarks = np.stack([found.landmarks[i] if (new := again[i]) is None else new for i in kept])
    return Detections(found.boxes[kept], found.scores[kept], landmarks)


def _reduced(image: BgrImage) -> BgrImage:
    factor = _SIDES[-1] / max(image.shape[:2])
    if factor >= 1:
        return image
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _look(engine: PackEngine, view: BgrImage, turn: int, side: int) -> tuple[Detections, Floats]:
    """Return the faces turned clockwise by `turn`, in pixels of `view`, and how much each looks like one.

    The rank is the score times the cosine of the tilt that remains: a detector finds a face that lies on its side
    too, but less surely and with its landmarks at a loss.
    """
    found = engine.detect(np.ascontiguousarray(np.rot90(view, turn // 90)), (side, side))
    tilts = [math.radians(head_pose(points).roll) for points in found.landmarks]
    ranks = found.scores * np.cos(np.array(tilts, np.float32))
    height, width = view.shape[:2] if turn % 180 == 0 else view.shape[1::-1]
    boxes = _turned_boxes(found.boxes, (360 - turn) % 360, (width, height))
    landmarks = turned(found.landmarks, (360 - turn) % 360, (width - 1, height - 1))
    return Detections(boxes, found.scores, landmarks), ranks


def turned(points: Floats, degrees: int, size: Size) -> Floats:
    """Turn points (…, 2) counter-clockwise by a multiple of 90° together with the picture of `size` they lie in."""
    width, height = size
    for _ in range(degrees // 90):
        points = np.stack([points[..., 1], width - points[..., 0]], axis=-1)
        width, height = height, width
    return frozen(points.astype(np.float32))


def _turned_boxes(boxes: Floats, degrees: int, size: Size) -> Floats:
    corners = turned(boxes.reshape(-1, 2, 2), degrees, size)
    return np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
