"""What to leave out when the machine cannot keep up, so that pictures stay fresh and smooth."""

from dataclasses import dataclass

LONGEST_STRIDE = 4
"""At 25 frames a second four frames are 160 ms, in which a walking head moves by half its own width: little enough to
be predicted from its motion."""
CALM_FRAMES = 50
"""Frames without a loss after which a little more is dared again: two seconds."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Faces are searched for in every `stride`-th frame; `calm` frames have come without a loss since it changed."""

    stride: int = 1
    calm: int = 0

    def after(self, frames_since_last: int) -> "Pace":
        """Return the pace after a frame that came `frames_since_last` after the one before; more than 1 is a loss."""
        if frames_since_last > 1:
            return Pace(min(self.stride + 1, LONGEST_STRIDE))
        if self.stride > 1 and self.calm + 1 >= CALM_FRAMES:
            return Pace(self.stride - 1)
        return Pace(self.stride, self.calm + 1)

    def searches(self, frames_since_search: int) -> bool:
        """Say whether to search a frame for faces that comes so long after the last one searched."""
        return frames_since_search >= self.stride
