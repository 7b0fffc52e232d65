"""Pages are laid out by the window's libraries, which stand above the core and are loaded when first needed."""

import importlib

from core.domain.reports import Report


def report_pdf(report: Report) -> bytes:
    """Return a report as PDF. Raises KnownError(PDF_UNAVAILABLE)."""
    content: bytes = importlib.import_module("gui.printing.printer").report_pdf(report)
    return content
