"""Optional packs: any folder of insightface models, through insightface itself.

Imported only when such a pack is asked for: insightface takes a second to import.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from google.protobuf.message import DecodeError  # type: ignore[import-untyped] # no stubs are published with it
from insightface.app import FaceAnalysis

from core.config import DetectionSettings
from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Detections
from core.vision.detector import Size
from core.vision.sessions import PROVIDERS, SESSION_ERRORS, reason, session_options

_SCORE_POWER = 0.39
"""SCRFD is less sure of itself than YuNet: its 0.4 is YuNet's 0.7. score ** 0.39 puts the one on the other and
leaves 0 and 1 in place, so that settings, tracking and quality need to know one scale only."""

_LOADING_ERRORS = (*SESSION_ERRORS, AssertionError, DecodeError, KeyError, OSError, RuntimeError, TypeError, ValueError)
"""What insightface and the libraries below it were seen to raise about files they cannot use."""


def load_folder(folder: Path, pack: str, detection: DetectionSettings, threads: int) -> "tuple[Scrfd, ArcFace | None]":
    """Load the detector of an insightface folder, with or without a manifest, and its embedder if there is one.

    Both may be used by several threads at once: between calls they keep a session and a table of anchors.
    Raises KnownError(PACK_UNUSABLE).
    """
    try:
        analysis = FaceAnalysis(
            name=str(folder),
            allowed_modules=["detection", "recognition"],
            providers=list(PROVIDERS),
            sess_options=session_options(threads),
            static_shape_sessions=False,
        )
    except _LOADING_ERRORS as error:
        detail = "it holds no face detector" if isinstance(error, AssertionError) else reason(error)
        raise KnownError(ErrorCode.PACK_UNUSABLE, pack=pack, path=str(folder), detail=detail) from error
    embedder = analysis.models.get("recognition")
    if not analysis.det_model.use_kps:
        detail = "its detector finds no landmarks"
        raise KnownError(ErrorCode.PACK_UNUSABLE, pack=pack, path=str(folder), detail=detail)
    return Scrfd(analysis.det_model, detection), None if embedder is None else ArcFace(embedder)


class Scrfd:
    """An insightface detector, its scores brought onto YuNet's scale."""

    def __init__(self, model: Any, settings: DetectionSettings) -> None:  # noqa: ANN401 - insightface has no types
        self._model = model
        self._settings = settings
        self._threshold = settings.min_score ** (1 / _SCORE_POWER)

    def detect(self, image: BgrImage, size: Size | None = None) -> Detections:
        """Find faces at the configured working size, or at `size`; boxes and landmarks in pixels of `image`."""
        working = size or (self._settings.width, self._settings.height)
        found, landmarks = self._model.detect(image, input_size=working, det_thresh=self._threshold)
        kept = slice(self._settings.max_faces)
        scores = np.clip(found[kept, 4], 0.0, 1.0).astype(np.float32) ** np.float32(_SCORE_POWER)
        return Detections(found[kept, :4].astype(np.float32), scores, landmarks[kept].astype(np.float32))


class ArcFace:
    """An insightface embedder; its model id is the file's name and the beginning of its SHA-256."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - insightface has no types
        self._model = model
        file = Path(model.model_file)
        self.model_id = f"{file.stem}-{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        """Measure (112, 112, 3) BGR crops, in their order."""
        vectors = [np.asarray(self._model.get_feat(crop), np.float32).ravel() for crop in aligned]
        return [Embedding.normalised(vector, self.model_id) for vector in vectors]
