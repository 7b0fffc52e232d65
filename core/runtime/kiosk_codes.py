"""QR codes held up to a camera."""

import re
from contextlib import suppress

import cv2
import numpy as np

from core.domain.arrays import BgrImage

EVERY_NS = 300_000_000
GONE_NS = 3_000_000_000
"""A code is read once as long as it is held up."""
_OURS = re.compile("[A-Z2-7]{24}")
"""What CredentialDesk makes; any other QR code is no business of a door."""
_WIDE = 640
"""Pixels across of what is searched: it takes 20 ms, and 70 ms at 1280."""


class CodeReader:
    """For one thread."""

    def __init__(self) -> None:
        self._detector = cv2.QRCodeDetector()
        self._looked_ns = 0
        self._turn = 0
        self._seq = -1
        self._text = ""
        self._seen_ns = -GONE_NS

    def read(self, image: BgrImage, seq: int, now_ns: int) -> str:
        """Return a code of ours that has just been held up to the camera; empty otherwise, and mostly at once."""
        if now_ns - self._looked_ns < EVERY_NS or seq == self._seq:
            return ""
        self._looked_ns, self._seq, self._turn = now_ns, seq, self._turn + 1
        text = self._decoded(_glance(image, self._turn))
        if not _OURS.fullmatch(text):
            return ""
        held = text == self._text and now_ns - self._seen_ns < GONE_NS
        self._text, self._seen_ns = text, now_ns
        return "" if held else text

    def _decoded(self, image: BgrImage) -> str:
        with suppress(cv2.error):  # what only resembles a code can break the decoder
            return str(self._detector.detectAndDecode(image)[0])
        return ""


def _glance(image: BgrImage, turn: int) -> BgrImage:
    """Return the whole picture made small or, in turn, the middle of it as it is, where a small code is held."""
    height, width = image.shape[:2]
    if width <= _WIDE:
        return image
    high = round(_WIDE * height / width)
    if turn % 2:
        left, top = (width - _WIDE) // 2, (height - high) // 2
        return image[top : top + high, left : left + _WIDE]
    return np.asarray(cv2.resize(image, (_WIDE, high), interpolation=cv2.INTER_AREA), np.uint8)
