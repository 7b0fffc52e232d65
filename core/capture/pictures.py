"""Still pictures of unknown origin, read with care."""

import stat
import struct
import threading
import warnings
import zlib
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from core.domain.arrays import BgrImage, Floats
from core.domain.errors import BugError, ErrorCode, KnownError

LIMIT_MEGAPIXELS = 100
"""More than any camera delivers in one shot; as BGR it takes 300 MB."""
SMALLEST_SIDE_PX = 16
"""Below this no face can be found, let alone recognised."""

_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF", "AVIF")
"""What cameras, phones and scanners write; formats that start other programs stay out."""
PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".avif"})
"""Names under which those formats are looked for in folders."""
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, RuntimeError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's decoders raise on damaged data."""

_header_lock = threading.Lock()


def read_picture(path: Path) -> BgrImage:
    """Return a picture as (h, w, 3) uint8 BGR, upright by its EXIF orientation, transparency on white.

    Raises KnownError: IMAGE_MISSING, IMAGE_EMPTY, IMAGE_UNREADABLE, IMAGE_TOO_LARGE (from the header, before
    anything is decoded), IMAGE_TOO_SMALL, FOLDER_UNREADABLE (permission).
    """
    _check_file(path)
    with warnings.catch_warnings():
        # Pillow warns about odd metadata of pictures it reads well. Should threads interleave here,
        # the worst that stays behind is this very filter.
        warnings.filterwarnings("ignore", module=r"PIL\.")
        try:
            with _open_header(path) as picture:
                _check_size(path, *picture.size)
                rgb = _to_rgb(_upright(picture))
        except PermissionError as error:
            raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(path)) from error
        except _BROKEN as error:
            raise KnownError(ErrorCode.IMAGE_UNREADABLE, path=str(path)) from error
    return np.asarray(cv2.cvtColor(np.asarray(rgb), cv2.COLOR_RGB2BGR), np.uint8)


def _check_file(path: Path) -> None:
    try:
        status = path.stat()
    except PermissionError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(path)) from error
    except (OSError, ValueError) as error:
        raise KnownError(ErrorCode.IMAGE_MISSING, path=str(path)) from error
    if not stat.S_ISREG(status.st_mode):
        raise KnownError(ErrorCode.IMAGE_UNREADABLE, path=str(path))
    if status.st_size == 0:
        raise KnownError(ErrorCode.IMAGE_EMPTY, path=str(path))


def _open_header(path: Path) -> Image.Image:
    # Pillow's own limit refuses large pictures without telling their size; ours comes right after.
    with _header_lock:
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            return Image.open(path, formats=_FORMATS)
        finally:
            Image.MAX_IMAGE_PIXELS = limit


def _check_size(path: Path, width: int, height: int) -> None:
    if width * height > LIMIT_MEGAPIXELS * 1_000_000:
        raise KnownError(ErrorCode.IMAGE_TOO_LARGE, path=str(path), width=width, height=height, limit=LIMIT_MEGAPIXELS)
    if min(width, height) < SMALLEST_SIDE_PX:
        raise KnownError(ErrorCode.IMAGE_TOO_SMALL, path=str(path), width=width, height=height)


def _upright(picture: Image.Image) -> Image.Image:
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except _BROKEN:
        return picture  # damaged metadata is no reason to refuse a picture that decodes


def _to_rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8)).convert("RGB")
    if picture.mode in ("I", "F"):
        return Image.fromarray(_stretched(np.asarray(picture, np.float32))).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")


def _stretched(values: Floats) -> BgrImage:
    """Fit 32-bit samples of unknown range into 8 bits: full range of 1, 255 or 65535, whichever holds them."""
    peak = float(np.nanmax(values, initial=0.0))
    full = next((full for full in (1.0, 255.0, 65535.0) if peak <= full), peak)
    return np.asarray(np.nan_to_num(values / full * 255).clip(0, 255), np.uint8)


def encode_jpeg(image: BgrImage, quality: int = 90) -> bytes:
    """Return (h, w, 3) BGR as JPEG bytes; `quality` 1…100."""
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise BugError(f"a picture of shape {image.shape} could not be written as JPEG")
    return data.tobytes()


def decode_jpeg(data: bytes, label: str = "picture") -> BgrImage:
    """Return JPEG bytes written by `encode_jpeg` as (h, w, 3) BGR. Raises KnownError(IMAGE_UNREADABLE) of `label`."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if image is None:
        raise KnownError(ErrorCode.IMAGE_UNREADABLE, path=label)
    return np.asarray(image, np.uint8)
