"""Networks the user brings: kept under the models folder, believed only while their checksums agree."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.vision.catalog import Catalog, OptionalSpec

OPTIONAL_FOLDER = "optional"

_TOO_LARGE = 1 << 30
"""Bytes of a file that is no network anybody runs on a processor; it is not read."""


@dataclass(frozen=True, slots=True)
class OptionalModel:
    """An optional network by its name in the manifest, and where it is kept if it was added."""

    name: str
    spec: OptionalSpec
    path: Path
    installed: bool


def optional_models(catalog: Catalog, models_dir: Path) -> Iterator[OptionalModel]:
    """List the optional networks of the manifest, added or not; an added one may still prove damaged."""
    for name, spec in catalog.optional.items():
        path = models_dir / OPTIONAL_FOLDER / spec.file
        yield OptionalModel(name, spec, path, path.is_file())


def read_optional(model: OptionalModel) -> bytes:
    """Return the bytes of a network that was added. Raises KnownError(OPTIONAL_MODEL_DAMAGED) naming the file."""
    try:
        network = model.path.read_bytes()
    except OSError as error:
        raise _damaged(model, f"it cannot be read ({error.strerror})") from error
    if hashlib.sha256(network).hexdigest() != model.spec.sha256:
        raise _damaged(model, f"its {len(network)} bytes are not those that were published")
    return network


def add_optional(catalog: Catalog, file: Path, models_dir: Path) -> OptionalModel:
    """Copy `file`, whatever it is called, to its place; it is there whole or not at all.

    Raises KnownError(OPTIONAL_MODEL_UNKNOWN) for a file whose checksum the manifest does not have,
    KnownError(FOLDER_NOT_WRITABLE) when it cannot be kept.
    """
    network = _read(file)
    digest = hashlib.sha256(network).hexdigest()
    known = {model.spec.sha256: model for model in optional_models(catalog, models_dir)}
    if digest not in known:
        raise _unknown(file, f"its checksum {digest[:12]}… is not in the list of known networks")
    model = known[digest]
    try:
        write_whole(model.path, network)
    except OSError as error:
        folder = str(model.path.parent)
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=folder, detail=error.strerror or "") from error
    return OptionalModel(model.name, model.spec, model.path, installed=True)


def remove_optional(catalog: Catalog, name: str, models_dir: Path) -> OptionalModel:
    """Delete the network called `name`, by its name in the manifest or its file.

    Raises KnownError(OPTIONAL_MODEL_ABSENT) if there is none, KnownError(FOLDER_NOT_WRITABLE) if it has to stay.
    """
    for model in optional_models(catalog, models_dir):
        if name in (model.name, model.spec.file) and model.installed:
            try:
                model.path.unlink()
            except OSError as error:
                folder = str(model.path.parent)
                raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=folder, detail=error.strerror or "") from error
            return OptionalModel(model.name, model.spec, model.path, installed=False)
    raise KnownError(ErrorCode.OPTIONAL_MODEL_ABSENT, name=name)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _TOO_LARGE:
            raise _unknown(file, "it is far too large")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise _unknown(file, f"it cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _damaged(model: OptionalModel, detail: str) -> KnownError:
    return KnownError(ErrorCode.OPTIONAL_MODEL_DAMAGED, path=str(model.path), name=model.name, detail=detail)


def _unknown(file: Path, detail: str) -> KnownError:
    return KnownError(ErrorCode.OPTIONAL_MODEL_UNKNOWN, path=str(file), detail=detail)
