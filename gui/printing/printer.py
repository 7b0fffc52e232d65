"""Sending a sheet to a printer, or to a file from a program without a window."""

import os
import sys
import threading

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import Report
from gui.printing.report import report_sheet
from gui.printing.sheet import Sheet, layout_of, paint, pdf_of
from gui.text import translate


def print_sheet(sheet: Sheet, parent: QWidget) -> bool:
    """Ask for a printer and print; False if the user thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(sheet.title)
    printer.setPageLayout(layout_of(sheet))
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    paint(sheet, printer)
    return True


def report_pdf(report: Report) -> bytes:
    """Return a report as PDF, also from the command line, where nobody has opened a window.

    Raises KnownError(PDF_UNAVAILABLE) where there is none, and another thread than the first one asks.
    """
    if QGuiApplication.instance() is not None:
        return pdf_of(report_sheet(report, translate))
    if threading.current_thread() is not threading.main_thread():
        raise KnownError(ErrorCode.PDF_UNAVAILABLE)
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    try:
        return pdf_of(report_sheet(report, translate))
    finally:
        application.shutdown()
