"""What of an address may be logged or shown."""

import re

_CREDENTIALS = re.compile(r"(?<=://).*@")
"""Up to the last @: passwords may hold any character, and a path with an @ is no secret worth a leak."""
_SECRETS = re.compile(
    r"([/?&;_][^/?&;=\s]*(?:pass?|pwd|psw|token|secret|key|auth|user|usr|login|sess)[^/?&;=\s]*=)[^&;\s]*",
    re.IGNORECASE,
)
"""Cameras take credentials as parameters under many names, some of them inside the path."""


def masked(source: str) -> str:
    """Return `source` with any credentials in a URL hidden; the only form that may be logged or shown."""
    return _SECRETS.sub(r"\1***", _CREDENTIALS.sub("***@", source))
