"""Weights fitted on a site's own labelled photos, kept as a small TOML file one can read."""

import math
import tomllib
from pathlib import Path

import tomli_w

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.profiles.weighing import FEATURES, Features, Weights

WEIGHTS_FILE = "profile-weights.toml"
_LARGEST_FILE = 1 << 16
_NUMBERS = ("bias", "margin")


def save_weights(weights: Weights, folder: Path) -> Path:
    """Write `weights` into `folder`, whole or not at all; return the file. Raises KnownError(FOLDER_NOT_WRITABLE)."""
    path = folder / WEIGHTS_FILE
    features = {name: getattr(weights.features, name) for name in FEATURES}
    document = {**{name: getattr(weights, name) for name in _NUMBERS}, "features": features}
    try:
        write_whole(path, tomli_w.dumps(document).encode("utf-8"))
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(folder), detail=error.strerror or "") from error
    return path


def load_weights(folder: Path) -> Weights | None:
    """Return the weights kept in `folder`, None if there are none. Raises KnownError(WEIGHTS_DAMAGED)."""
    path = folder / WEIGHTS_FILE
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError("it is too large")
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        features = Features(**{name: _number(found["features"], name) for name in FEATURES})
        bias, margin = (_number(found, name) for name in _NUMBERS)
        return Weights(bias, features, margin)
    except FileNotFoundError:
        return None
    except KeyError as error:
        raise KnownError(ErrorCode.WEIGHTS_DAMAGED, path=str(path), detail=f"{error} is missing") from error
    except (OSError, ValueError, TypeError) as error:
        raise KnownError(ErrorCode.WEIGHTS_DAMAGED, path=str(path), detail=str(error)) from error


def _number(table: dict[str, object], name: str) -> float:
    value = table[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} is no number")
    return float(value)
