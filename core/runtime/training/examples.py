"""Where examples of faces and of non-faces come from: installed packages, and folders of pictures."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.capture.demo_cast import load_photos
from core.capture.pictures import PICTURE_SUFFIXES, read_picture
from core.domain.arrays import BgrImage, Floats
from core.domain.errors import ErrorCode, KnownError
from core.runtime.ports import Engine
from core.runtime.training.material import pictures_without_faces, textures, varied, windows
from core.vision.align import align
from core.vision.pose import head_pose
from core.vision.quality import assess

log = logging.getLogger(__name__)

LOW_SCORE = 0.3
"""Detector score from which on what is found in pictures without faces is learned from."""
LIVE_SCORE = 0.7
"""Detector score of the faces that are learned from: that of live use."""
SURE = 0.87
"""Detector score of finds that are taken for faces whatever is said of the picture, as in core.vision.still."""
_WINDOWS, _TEXTURES, _VARIANTS = 8, 24, 16
"""Windows a picture without faces, painted textures, variants of a face of installed packages: 300 embeddings."""
_WINDOWS_GIVEN = 3
"""Windows of every picture given: there are many of those."""
_MOST_PICTURES = 3_000
"""Of a larger folder as many are drawn: more teach nothing, and this many take five minutes."""
_BOXES_FILE = "boxes.json"

Progress = Callable[[str, float], None]
"""Told a phase, `built-in`, `pictures` or `faces`, and a share in 0…1."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Embeddings (n, d) float32 unit rows, and (n,) the picture each comes from."""

    vectors: Floats
    pictures: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.vectors)


NOTHING = Examples(np.empty((0, 0), np.float32), np.empty(0, "U1"))


def together(parts: Sequence[Examples]) -> Examples:
    """Return all examples of `parts` as one."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NOTHING
    return Examples(np.concatenate([p.vectors for p in parts]), np.concatenate([p.pictures for p in parts]))


def built_in(engine: Engine, seed: int, progress: Progress) -> tuple[Examples, Examples]:
    """Return non-faces and faces out of what is installed. Raises KnownError(SOURCE_UNAVAILABLE)."""
    rng = np.random.default_rng(seed)
    bare: list[tuple[str, BgrImage]] = []
    for name, picture in pictures_without_faces():
        bare += [(name, crop) for crop in windows(picture, _WINDOWS, rng)]
    bare += [(f"texture {i}", crop) for i, crop in enumerate(textures(_TEXTURES, rng))]
    shown: list[tuple[str, BgrImage]] = []
    for photo, picture in load_photos().items():
        found = engine.detect(picture)
        for i in np.flatnonzero(found.scores >= SURE):
            shown += [(f"{photo.name} {i}", crop) for crop in varied(picture, found.landmarks[i], _VARIANTS, rng)]
    progress("built-in", 0.0)
    non_faces = _measured(engine, bare)
    progress("built-in", len(bare) / (len(bare) + len(shown)))
    return non_faces, _measured(engine, shown)


class FolderReader:
    """Walks over folders and remembers what was odd."""

    def __init__(self, engine: Engine, seed: int, progress: Progress) -> None:
        self._engine = engine
        self._rng = np.random.default_rng(seed)
        self._progress = progress
        self.doubted: list[str] = []
        self.unreadable = 0

    def non_faces(self, folder: Path) -> Examples:
        """Return what is found, and windows, in pictures without faces, or beside those its boxes.json names.

        That is {file name: [{"box": [left, top, right, bottom]}, …]}. A find the detector is sure of is left out and
        its picture doubted: it rather was a face that nobody mentioned.
        """
        boxes, parts = _known_boxes(folder), [NOTHING]
        for name, picture in self._pictures(folder, "pictures"):
            taken = boxes.get(name, np.empty((0, 4), np.float32))
            found = self._engine.detect(picture)
            away = np.concatenate((taken, found.boxes))
            crops = [(name, crop) for crop in windows(picture, _WINDOWS_GIVEN, self._rng, away)]
            for box, score, landmarks in zip(found.boxes, found.scores, found.landmarks, strict=True):
                if _overlaps(box, taken):
                    continue
                if score >= SURE:
                    self.doubted.append(name)
                else:
                    crops.append((name, align(picture, landmarks)))
            parts.append(_measured(self._engine, crops))
        return together(parts)

    def faces(self, folder: Path) -> Examples:
        """Return the faces of all pictures that live use would embed."""
        parts = [NOTHING]
        for name, picture in self._pictures(folder, "faces"):
            found, crops = self._engine.detect(picture), list[tuple[str, BgrImage]]()
            for i in np.flatnonzero(found.scores >= LIVE_SCORE):
                landmarks, crop = found.landmarks[i], align(picture, found.landmarks[i])
                box, pose, score = found.box(int(i)), head_pose(landmarks), float(found.scores[i])
                if assess(picture, box, landmarks, score, pose, crop, 0).usable:
                    crops.append((name, crop))
            parts.append(_measured(self._engine, crops))
        return together(parts)

    def _pictures(self, folder: Path, phase: str) -> Iterator[tuple[str, BgrImage]]:
        paths = _picture_files(folder)
        if len(paths) > _MOST_PICTURES:
            paths = [paths[i] for i in np.sort(self._rng.permutation(len(paths))[:_MOST_PICTURES])]
        for done, path in enumerate(paths, start=1):
            try:
                yield path.name, read_picture(path)
            except KnownError as error:
                log.info("%s", error)
                self.unreadable += 1
            self._progress(phase, done / len(paths))


def _measured(engine: Engine, crops: Sequence[tuple[str, BgrImage]]) -> Examples:
    if not crops:
        return NOTHING
    embeddings = engine.embed([crop for _name, crop in crops])
    return Examples(np.stack([one.vector for one in embeddings]), np.array([name for name, _crop in crops]))


def _picture_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(folder))
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file())


def _known_boxes(folder: Path) -> dict[str, Floats]:
    """Return (n, 4) the boxes of faces in each picture, by its file name. Raises KnownError(BOXES_UNREADABLE)."""
    path = folder / _BOXES_FILE
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): _boxes(faces) for name, faces in listed.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnownError(ErrorCode.BOXES_UNREADABLE, path=str(path), detail=str(error)) from error


def _boxes(faces: Sequence[dict[str, Sequence[float]]]) -> Floats:
    return np.array([face["box"] for face in faces], np.float32).reshape(-1, 4)


def _overlaps(box: Floats, others: Floats) -> bool:
    shared = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    return bool((shared > 0).all(axis=1).any())
