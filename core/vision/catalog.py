"""The model manifest, typed, and the files it names, verified before anybody trusts them."""

import hashlib
import importlib.metadata
import importlib.resources
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from core.domain.calibration import PublishedCurve
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.matching import OperatingPoint

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class ModelSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One network: the PyPI distribution that brings it, the file in there, and what it is.

    `free_axes` are the axes of the input, fixed by the publisher, that folding opens to any size.
    Embedders carry the operating point at which their cosines mean something, and perhaps their whole curve.
    """

    distribution: str
    version: str
    file: str
    sha256: Sha256
    licence: str
    origin: str
    input: str
    use: str
    free_axes: tuple[int, ...] = ()
    operating_point: OperatingPoint | None = None
    published_curve: PublishedCurve | None = None


class PackSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The networks that work together, by their names in the manifest."""

    detector: str
    embedder: str
    age: str
    gender: str


class OptionalSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network the user brings. It sees the face's box enlarged `crop` times."""

    file: str
    sha256: Sha256
    licence: str
    origin: str
    input: str
    use: str
    crop: float


class Catalog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole manifest. `uncalibrated` is the operating point of an embedder nobody has measured yet.

    `liveness` names the optional networks that together tell live faces from pictures of faces.
    """

    packs: Mapping[str, PackSpec]
    models: Mapping[str, ModelSpec]
    optional: Mapping[str, OptionalSpec]
    liveness: tuple[str, ...]
    uncalibrated: OperatingPoint

    def operating_point(self, model: str) -> OperatingPoint:
        """Return the operating point of embedder `model`, the cautious one if the manifest has none."""
        return self.models[model].operating_point or self.uncalibrated


def load_catalog() -> Catalog:
    """Read `models/manifest.toml`, from a checkout or an installed wheel alike."""
    text = importlib.resources.files("models").joinpath("manifest.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), Catalog)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BugError(f"models/manifest.toml: {error}") from error


def read_model(spec: ModelSpec, pack: str) -> bytes:
    """Return the file's bytes. Raises KnownError(MODEL_MISSING, MODEL_DAMAGED) naming the file.

    The package is located without importing it: the importable one would want libraries that Usher leaves out.
    """
    path = _locate(spec, pack)
    try:
        model = path.read_bytes()
    except OSError as error:
        raise KnownError(ErrorCode.MODEL_MISSING, path=str(path), pack=pack) from error
    if hashlib.sha256(model).hexdigest() != spec.sha256:
        detail = f"its {len(model)} bytes are not those of {spec.distribution} {spec.version}"
        raise KnownError(ErrorCode.MODEL_DAMAGED, path=str(path), pack=pack, detail=detail)
    return model


def _locate(spec: ModelSpec, pack: str) -> Path:
    try:
        distribution = importlib.metadata.distribution(spec.distribution)
    except importlib.metadata.PackageNotFoundError as error:
        raise KnownError(ErrorCode.MODEL_MISSING, path=spec.file, pack=pack) from error
    return Path(str(distribution.locate_file(spec.file)))
