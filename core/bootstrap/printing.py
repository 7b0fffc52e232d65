"""Pages and words of reports come from the window's side, which stands above the core, and is loaded when needed."""

import importlib

from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import Report


def report_pdf(report: Report) -> bytes:
    """Return a report as PDF. Raises KnownError(PDF_UNAVAILABLE)."""
    try:
        printing = importlib.import_module("gui.printing.printer")
    except ImportError as error:
        raise KnownError(ErrorCode.PDF_UNAVAILABLE) from error
    content: bytes = printing.report_pdf(report)
    return content


def said(text: str) -> str:
    """Return a text of reports in the language of the window; in English where there is none."""
    words: str = importlib.import_module("gui.text").translate("Reports", text)
    return words
