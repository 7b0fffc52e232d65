"""Array aliases; shapes and units are given where they are used."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

BgrImage = NDArray[np.uint8]
"""(height, width, 3) uint8, blue-green-red."""

Floats = NDArray[np.float32]

ArrayT = TypeVar("ArrayT", bound=NDArray[Any])


def frozen(array: ArrayT) -> ArrayT:
    """Mark `array` read-only in place and return it; what crosses a thread is never written again."""
    array.flags.writeable = False
    return array
