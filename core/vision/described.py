"""Optional packs that describe themselves: any ONNX face embedder with a `pack.toml` beside it.

    licence = "CC0-1.0"
    origin = "where the network came from"

    [embedder]
    file = "network.onnx"
    size = 150
    colours = "rgb"
    mean = [122.782, 117.001, 104.298]
    std = [256.0, 256.0, 256.0]
    landmarks = [[47.7, 47.1], [100.3, 47.1], [74.0, 76.6], [50.4, 103.0], [101.2, 103.0]]

Faces are found by the default pack. What is left out is as in `EmbedderFile`. A table `[operating_point]` with the
fields of core.domain.matching.OperatingPoint may follow; without it, the cautious one of unmeasured embedders holds.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import numpy as np

from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import OperatingPoint
from core.vision.align import CROP
from core.vision.embedder import Channels, OnnxEmbedder, Preparation
from core.vision.sessions import SESSION_ERRORS, open_session, reason

PACK_FILE = "pack.toml"

_DIMENSIONS = range(16, 4097)
"""Lengths of an embedding that are believed; face networks have 64 to 2 048."""

_GREY = 127

FileName = Annotated[str, msgspec.Meta(pattern=r"^[^/\\]+\.onnx$")]
Point = tuple[float, float]


class EmbedderFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network of input 1×3×size×size float32; fields as in core.vision.embedder.Preparation."""

    file: FileName
    size: Annotated[int, msgspec.Meta(ge=32, le=512)] = CROP
    colours: Literal["rgb", "bgr"] = "rgb"
    mean: Channels = (0.0, 0.0, 0.0)
    std: Channels = (1.0, 1.0, 1.0)
    landmarks: tuple[Point, Point, Point, Point, Point] | None = None


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `pack.toml` says. The licence must be said: it is shown wherever the pack is."""

    licence: Annotated[str, msgspec.Meta(min_length=1)]
    origin: Annotated[str, msgspec.Meta(min_length=1)]
    embedder: EmbedderFile
    operating_point: OperatingPoint | None = None


def read_pack_file(folder: Path, pack: str) -> PackFile | None:
    """Return what the folder says about itself, None if it says nothing. Raises KnownError(PACK_UNUSABLE)."""
    try:
        text = (folder / PACK_FILE).read_text(encoding="utf-8")
        described = msgspec.convert(tomllib.loads(text), PackFile)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(folder, pack, f"{PACK_FILE} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _unusable(folder, pack, f"{PACK_FILE}: {error}") from error
    if not all(np.isfinite(described.embedder.std)) or not all(described.embedder.std):
        raise _unusable(folder, pack, f"{PACK_FILE}: std has a zero")
    return described


def load_embedder(described: PackFile, folder: Path, pack: str, threads: int) -> OnnxEmbedder:
    """Load the embedder and try it on an empty crop, so that a wrong description shows now and not at the door.

    Its model id is the file's name and the beginning of the SHA-256 over the file and its description: with other
    means or another crop the numbers are no longer comparable. Raises KnownError(PACK_UNUSABLE).
    """
    spec = described.embedder
    try:
        network = (folder / spec.file).read_bytes()
        session = open_session(network, spec.file, pack, threads)
    except OSError as error:
        raise _unusable(folder, pack, f"{spec.file} cannot be read: {error.strerror}") from error
    except KnownError as error:
        raise _unusable(folder, pack, f"{spec.file}: {error.facts['detail']}") from error
    digest = hashlib.sha256(network + msgspec.json.encode(spec)).hexdigest()[:8]
    prepare = Preparation(spec.size, spec.colours == "rgb", spec.mean, spec.std, spec.landmarks)
    embedder = OnnxEmbedder(session, f"{Path(spec.file).stem}-{digest}", prepare)
    try:
        answer = embedder.raw(np.full((CROP, CROP, 3), _GREY, np.uint8))
    except SESSION_ERRORS as error:
        raise _unusable(folder, pack, f"{spec.file} does not take what {PACK_FILE} says: {reason(error)}") from error
    if len(answer) not in _DIMENSIONS or not np.isfinite(answer).all():
        raise _unusable(folder, pack, f"{spec.file} does not answer with an embedding")
    return embedder


def _unusable(folder: Path, pack: str, detail: str) -> KnownError:
    return KnownError(ErrorCode.PACK_UNUSABLE, pack=pack, path=str(folder), detail=detail)
