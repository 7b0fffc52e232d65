"""The pages beside the rail, each of which is built when it is first wanted: most are not looked at for hours."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.views.rail import Page


class PageView(QWidget):
    """What fills the window beside the rail; shows the state of now when it is built, and whenever it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def take_focus(self) -> None:
        """Let the keyboard start at what is most likely wanted here."""
        self.setFocus()


View = TypeVar("View", bound=PageView)


class Pages(QStackedWidget):
    """Shows one page at a time. `wanted` hands the pages out; it builds one that there is not, and has it taken in."""

    def __init__(self, wanted: Mapping[Page, Callable[[], PageView]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._page = Page.LIVE

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    def show_page(self, page: Page) -> None:
        """Go to a page. Whatever building it raises comes through, and the page before stays."""
        view = self._wanted[page]()
        self._page = page
        self.setCurrentWidget(view)
        view.take_focus()

    def taken_in(self, view: View) -> View:
        """Return a page that was built, which has its place here from now on."""
        self.addWidget(view)
        return view
