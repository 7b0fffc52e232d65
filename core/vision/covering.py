"""Whether something covers mouth and nose, by the one thing skin has and a mask has not: redness."""

import cv2
import numpy as np

from core.domain.arrays import BgrImage

_CHEEKS = (slice(28, 44), slice(36, 76))
_CHIN = (slice(82, 106), slice(36, 76))
"""Rows and columns of the 112×112 crop: over the nose from eye to eye, and from the upper lip to the chin."""

_PALE, _DROP = 134.0, 6.0
"""Cr of YCbCr, 128 without any colour. Of LFW's chins 99 in 100 lie over 135, and half of them are as red as the skin
between the eyes. Of 698 masked faces at least 40 px wide in 400 street pictures 84 % are under the first by at least
the second; of 1 597 faces of LFW and UTKFace 0.25 %, and 5 % of 139 faces without a mask in those street pictures.
Masks in skin colour, hands and scarves in warm colours are not noticed, and nothing is in a picture without colour."""


def mouth_covered(aligned: BgrImage) -> bool:
    """Say whether the lower half of a (112, 112, 3) BGR crop is no skin while the upper half is."""
    red = cv2.cvtColor(aligned, cv2.COLOR_BGR2YCrCb)[:, :, 1]
    upper, lower = float(np.median(red[_CHEEKS])), float(np.median(red[_CHIN]))
    return lower <= _PALE and upper - lower >= _DROP
