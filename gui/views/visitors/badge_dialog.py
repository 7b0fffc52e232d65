"""A badge, to be looked at and printed."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from core.domain.explaining import GivenCode
from core.domain.visitors import Visit
from gui.context import Context
from gui.printing.badge import SIZE_MM, badge_sheet
from gui.printing.printer import print_sheet
from gui.printing.sheet import Sheet, picture_of
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, label

_DOTS_PER_MM = 5.0


class BadgeDialog(PeopleDialog):
    """Makes a new code at once: it is kept nowhere, and the one of an earlier badge is worth nothing then.

    `pictures_asked` comes when pictures of the visitor are to be added.
    """

    pictures_asked = Signal()

    def __init__(
        self, context: Context, visit: Visit, host: str, zone: tzinfo, *, new: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        ok = button(translate("Visitors", "&Print…"), "primary")
        title = translate("Visitors", "Badge of {name}").format(name=visit.name)
        text = translate(
            "Visitors", "The code opens what visitors may pass. A badge printed before is worth nothing now."
        )
        if new:
            title = translate("Visitors", "{name} is signed in").format(name=visit.name)
            text = translate(
                "Visitors", "Print the badge, or add pictures so that the cameras know them until they leave."
            )
        super().__init__(context, title, text, ok, parent)
        self._visit, self._host, self._zone = visit, host, zone
        self.sheet: Sheet | None = None
        self.picture = label("", "picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(QSize(*(round(mm * _DOTS_PER_MM) for mm in SIZE_MM)))
        self.picture.setAccessibleName(translate("Visitors", "The badge as it will be printed"))
        self.body.addWidget(self.picture)
        self.pictures = button(translate("Visitors", "&Add pictures…"))
        self.pictures.setAutoDefault(False)
        self.pictures.clicked.connect(self._ask_pictures)
        self.foot.insertWidget(0, self.pictures)
        self.leave.setText(translate("Visitors", "Close"))
        ok.clicked.connect(self._print)
        desk, person = context.station.desks.visitors, visit.person
        self.work(lambda: desk.badge(person), self._show)

    def _show(self, given: GivenCode) -> None:
        company = self.context.station.settings.company
        self.sheet = badge_sheet(
            self._visit, self._host, given.qr_png, company, datetime.now(UTC), self._zone, translate
        )
        ratio = self.devicePixelRatioF()
        drawn = QPixmap.fromImage(picture_of(self.sheet, _DOTS_PER_MM * ratio))
        drawn.setDevicePixelRatio(ratio)
        self.picture.setPixmap(drawn)
        self.ok.setDefault(True)

    def _print(self) -> None:
        if self.sheet is not None:
            print_sheet(self.sheet, self)

    def _ask_pictures(self) -> None:
        self.accept()
        self.pictures_asked.emit()
