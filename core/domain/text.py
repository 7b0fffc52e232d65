"""Marking user-visible text in a layer that must not know Qt."""

import unicodedata


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name Qt's extractor looks for
    """Return `text` unchanged; the name lets Qt's lupdate find it under `context`."""
    del context
    return text


def folded(text: str) -> str:
    """Return `text` as it is searched: without case, accents and surplus blanks, so that “jose” finds “José”."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(plain.split())


def writable(text: str) -> str:
    """Return text with a question mark for what is no character, as what a terminal passes on that speaks no UTF-8."""
    return text.encode(errors="replace").decode()
