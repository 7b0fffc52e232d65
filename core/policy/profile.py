"""Whether a confirmed picture makes a person easier to recognise."""

GOOD_ENOUGH = 0.5
"""Quality.overall a template is to have, as for a first shot that is taken at once."""
SEEN_ALREADY = 0.80
"""Cosine to a template from which on another picture shows nothing new. With SFace 94 of 100 pairs of frames of one
track, eight frames apart, lie above it, and 10 of 100 pairs of press pictures of one person (LFW)."""
MOST_TEMPLATES = 12
"""A person's templates at most: every one of them is one more that a stranger may resemble."""


def adds_something(quality: float, nearest: float, templates: int) -> bool:
    """Say whether a picture of `quality`, with cosine `nearest` to the nearest of `templates`, should join them."""
    return quality >= GOOD_ENOUGH and nearest < SEEN_ALREADY and templates < MOST_TEMPLATES
