"""The colour of a tone in a theme."""

from gui.presenters.cameras import Tone
from gui.theme import Colours


def tint(colour: Colours, tone: Tone) -> str:
    """Return the colour in which signs of this tone are drawn."""
    return {
        Tone.GOOD: colour.good,
        Tone.WAITING: colour.warn,
        Tone.BAD: colour.bad,
        Tone.QUIET: colour.text_faint,
    }[tone]
