"""Translating without Qt: presenters are handed the translator and mark their texts for the extractor by its name."""

import re
from collections.abc import Callable
from string import Formatter

from core.domain.errors import SENTENCES, KnownError

Translate = Callable[[str, str], str]
"""Called with a context and an English text, as QCoreApplication.translate is; returns the user's language."""


def as_written(context: str, text: str, /) -> str:
    """Return the source text: the translator of tests and of programs without a window."""
    del context
    return text


def sentence(error: KnownError, translate: Translate) -> str:
    """Say a known failure in the user's language."""
    pattern = translate("errors", SENTENCES[error.code])
    return pattern.format(**error.facts)


def retold(text: str, translate: Translate) -> str:
    """Say a known failure that arrives as its English sentence in the user's language; anything else as it is."""
    for pattern in SENTENCES.values():
        facts = facts_of(pattern, text)
        if facts is not None:
            return translate("errors", pattern).format(**facts)
    return text


def facts_of(pattern: str, text: str) -> dict[str, str] | None:
    """Return what `text` says where `pattern` has {names}; None when it does not follow the pattern."""
    parts = Formatter().parse(pattern)
    shape = "".join(re.escape(said) + (f"(?P<{name}>.+)" if name else "") for said, name, _, _ in parts)
    found = re.fullmatch(_once(shape), text, re.DOTALL)
    return found.groupdict() if found else None


def _once(shape: str) -> str:
    """Let a fact that is named again match the same text again: a group may be named but once."""
    seen: set[str] = set()

    def name(found: re.Match[str]) -> str:
        if found[1] in seen:
            return f"(?P={found[1]})"
        seen.add(found[1])
        return found[0]

    return re.sub(r"\(\?P<(\w+)>\.\+\)", name, shape)


def percent(share: float) -> str:
    """Write a share 0…1 as a whole percentage; only a certainty is written as 100 %."""
    whole = round(share * 100)
    if whole == 100 and share < 0.9995:
        whole = 99
    return f"{whole}\u00a0%"
