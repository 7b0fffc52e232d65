"""Knowing by its embedding what a detector took for a face: leaves, lettering, hands, the back of a head.

Two layers. The first holds the centres of clusters of such embeddings; a unit answers with the cosine to its centre,
zero where that is negative. The second weighs the answers to a probability. What is kept is one small .npz file.
"""

import io
import zipfile
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from core.config import write_whole
from core.domain.arrays import Floats, frozen
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError

FORMAT = 1
_LARGEST_FILE = 4 << 20
"""Bytes; 256 centres of 4 096 numbers are as many."""
_MOST_CENTRES = 256
_BROKEN = (OSError, ValueError, EOFError, KeyError, TypeError, NotImplementedError, RuntimeError, zipfile.BadZipFile)
"""What numpy and zipfile raise about files that are none of ours."""


@dataclass(frozen=True, slots=True)
class HeldOutFigures:
    """What was measured on pictures that took no part in training.

    `rejected_…` are shares of the `non_faces` stopped when one of 1 000 or of 200 `faces` is lost, NaN where too few
    were seen to say; `rejected` and `lost` are the shares stopped of either at the threshold that is used.
    """

    faces: int
    non_faces: int
    rejected_at_1_in_1000: float
    rejected_at_1_in_200: float
    rejected: float
    lost: float


@dataclass(frozen=True, slots=True, eq=False)
class NonFaceModel:
    """Both layers, for the embeddings of `model_id`.

    `centres` (k, d) float32 unit rows, `weights` (k,) float32; `threshold` in 0…1 is the chance from which on an
    embedding is taken for no face.
    """

    model_id: str
    centres: Floats
    weights: Floats
    bias: float
    threshold: float
    figures: HeldOutFigures

    def __post_init__(self) -> None:
        if self.centres.ndim != 2 or self.weights.shape != self.centres.shape[:1] or not len(self.weights):
            raise ValueError(f"inconsistent layers: {self.centres.shape}, {self.weights.shape}")
        if not 0 < self.threshold <= 1 or not np.isfinite(self.bias):
            raise ValueError(f"threshold {self.threshold}, bias {self.bias}")
        for array in (self.centres, self.weights):
            if array.dtype != np.float32 or not np.isfinite(array).all():
                raise ValueError("the layers are finite float32")
            frozen(array)

    def chance(self, embedding: Embedding) -> float:
        """Return the chance in 0…1 that this is no face; 0 for an embedding of a model it was not trained on."""
        if embedding.model_id != self.model_id or len(embedding.vector) != self.centres.shape[1]:
            return 0.0
        return float(self.chances(embedding.vector[None])[0])

    def chances(self, vectors: Floats) -> Floats:
        """Return (n,) what `chance` says to each of the unit rows `vectors` (n, d) of the model."""
        logits = np.maximum(vectors @ self.centres.T, 0.0) @ self.weights + np.float32(self.bias)
        return np.asarray(1.0 / (1.0 + np.exp(-logits.clip(-60, 60))), np.float32)


def model_file(folder: Path, model_id: str) -> Path:
    """Return where in `folder` the layers for an embedder are kept."""
    safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in model_id)
    return folder / f"nonfaces-{safe}.npz"


def save_nonfaces(model: NonFaceModel, folder: Path) -> Path:
    """Write `model` into `folder`, whole or not at all, and return the file. Raises KnownError(FOLDER_NOT_WRITABLE)."""
    path = model_file(folder, model.model_id)
    content = io.BytesIO()
    np.savez(
        content, format=FORMAT, model_id=model.model_id, centres=model.centres, weights=model.weights,
        bias=model.bias, threshold=model.threshold, figures=np.array(astuple(model.figures), np.float64),
    )  # fmt: skip
    try:
        write_whole(path, content.getvalue())
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(folder), detail=error.strerror or "") from error
    return path


def load_nonfaces(folder: Path, model_id: str) -> NonFaceModel | None:
    """Return the layers kept in `folder` for an embedder, None if there are none.

    The file may come from anywhere: it is read without unpickling, and what is not just so is refused.
    Raises KnownError(NONFACES_DAMAGED).
    """
    path = model_file(folder, model_id)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError("it is too large")
        # Opened here: numpy leaves a file open that is no archive.
        with path.open("rb") as raw, np.load(raw, allow_pickle=False, max_header_size=2_000) as file:
            return _checked(file, model_id)
    except FileNotFoundError:
        return None
    except _BROKEN as error:
        raise KnownError(ErrorCode.NONFACES_DAMAGED, path=str(path), detail=str(error) or "it is cut short") from error


def _checked(file: "np.lib.npyio.NpzFile", model_id: str) -> NonFaceModel:
    """Return what the file holds. Raises ValueError and the like about anything unexpected."""
    if file.zip is None or any(info.file_size > _LARGEST_FILE for info in file.zip.infolist()):
        raise ValueError("it unpacks to too much")
    if int(file["format"]) != FORMAT or str(file["model_id"]) != model_id:
        raise ValueError(f"it is for {file['model_id']!s:.80}, format {int(file['format'])}")
    centres, weights, numbers = file["centres"], file["weights"], file["figures"]
    if len(centres) > _MOST_CENTRES or not np.allclose(np.linalg.norm(centres, axis=1), 1.0, atol=1e-3):
        raise ValueError("its centres are not of unit length")
    faces, non_faces, *shares = (float(number) for number in numbers)
    figures = HeldOutFigures(int(faces), int(non_faces), *shares)
    return NonFaceModel(model_id, centres, weights, float(file["bias"]), float(file["threshold"]), figures)
