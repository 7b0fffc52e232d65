"""What to leave out when the machine cannot keep up, so that pictures stay fresh and smooth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pacing:
    """A camera that loses frames is late; its faces are then searched for every `longest_gap` frames at least.

    At 25 frames a second four frames are 160 ms, in which a walking head moves by half its own width: little enough
    to be predicted from its motion.
    """

    longest_gap: int = 4


def needs_detection(pacing: Pacing, frames_since_last: int, frames_since_detection: int) -> bool:
    """Say whether to search this frame for faces or to predict where they are.

    `frames_since_last` is 1 where no frame was lost since the last one processed.
    """
    return frames_since_last <= 1 or frames_since_detection >= pacing.longest_gap
