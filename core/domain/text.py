"""Marking user-visible text in a layer that must not know Qt."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name Qt's extractor looks for
    """Return `text` unchanged; the name lets Qt's lupdate find it under `context`."""
    del context
    return text
