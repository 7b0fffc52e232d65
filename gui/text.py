"""The translator of the widgets: `translate(context, text)`, found by Qt's extractor under this name."""

from PySide6.QtCore import QCoreApplication


def translate(context: str, text: str, /) -> str:
    """Return `text` in the user's language."""
    return QCoreApplication.translate(context, text)
