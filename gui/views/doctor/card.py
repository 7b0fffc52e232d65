"""A finding with its pictures and what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from core.domain.doctor import Finding, FindingKind, Fix, Picture
from gui.context import Context
from gui.icons import pixmap
from gui.images import rounded
from gui.presenters.doctor import detail, fix_text, headline, tone_of
from gui.text import translate
from gui.tints import tint
from gui.widgets.basic import button, column, frame, label, row

_PICTURE = 96


class FindingCard(QFrame):
    """`fix_asked` carries the finding and a fix, `leave_asked` the finding."""

    fix_asked = Signal(object, object)
    leave_asked = Signal(object)

    def __init__(self, context: Context, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.finding = finding
        self.setProperty("role", "card")
        self._pictures = dict[str, QLabel]()
        self.fixes = dict[Fix, QPushButton]()
        space = context.theme.tokens.scale.space
        line = row(0, space.l, self)
        line.setContentsMargins(space.l, space.m, space.l, space.m)
        for place in range(max(len(finding.pictures), 1)):
            line.addLayout(self._pictured(place))
        line.addLayout(self._said(), 1)
        context.portraits.ready.connect(self._show_picture)
        self.setAccessibleName(f"{' / '.join(finding.names)}: {headline(finding, translate)}")

    def _pictured(self, place: int) -> QVBoxLayout:
        """Return one picture with the name of whose it is."""
        finding = self.finding
        key, load, name = self._source(place)
        holder = label("", "picture")
        holder.setFixedSize(_PICTURE, _PICTURE)
        self._pictures[key] = holder
        caption = label("", "caption")
        caption.setFixedWidth(_PICTURE)
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        caption.setText(caption.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _PICTURE))
        caption.setToolTip(name if finding.names else "")
        made = column(0, 4)
        made.addWidget(holder)
        made.addWidget(caption)
        made.addStretch(1)
        if self._context.portraits.get(key, load) is not None:
            self._show_picture(key)
        return made

    def _source(self, place: int) -> tuple[str, Callable[[], bytes | None], str]:
        """Return by what a picture is known, how it is loaded, and whose it is."""
        desks, finding = self._context.station.desks, self.finding
        if not finding.pictures:
            person = finding.people[0]
            return f"person:{person}", partial(desks.people.portrait, person), finding.names[0]
        picture: Picture = finding.pictures[place]
        name = finding.names[finding.people.index(picture.person)]
        return f"template:{picture.template}", partial(desks.doctor.crop, picture), name

    def _show_picture(self, key: str) -> None:
        holder = self._pictures.get(key)
        image = self._context.portraits.get(key, lambda: None) if holder is not None else None
        if holder is not None and image is not None:
            radius = self._context.theme.tokens.scale.radius.medium
            holder.setPixmap(rounded(image, _PICTURE, radius, self.devicePixelRatioF()))

    def _said(self) -> QVBoxLayout:
        space, finding = self._context.theme.tokens.scale.space, self.finding
        colour = tint(self._context.theme.tokens.colour, tone_of(finding))
        sign = label("")
        sign.setPixmap(pixmap("dot", colour, 10, self.devicePixelRatioF()))
        title = row(0, space.s)
        title.addWidget(sign)
        alone = finding.kind not in (FindingKind.DUPLICATE, FindingKind.LOOKALIKE)
        who = finding.names[0] if alone else " · ".join(finding.names)
        title.addWidget(label(who, "subtitle", wrap=True), 1)
        made = column(0, space.xs)
        made.addLayout(title)
        made.addWidget(label(headline(finding, translate), wrap=True))
        more = detail(finding, translate)
        if more:
            made.addWidget(label(more, "muted", wrap=True))
        made.addStretch(1)
        made.addSpacing(space.s)
        made.addLayout(self._build_fixes())
        return made

    def _build_fixes(self) -> QVBoxLayout:
        space, finding = self._context.theme.tokens.scale.space, self.finding
        holder = frame()
        line = row(0, space.s, holder)
        for fix in finding.fixes:
            made = button(fix_text(fix, finding, translate))
            made.clicked.connect(partial(self.fix_asked.emit, finding, fix))
            self.fixes[fix] = made
            line.addWidget(made)
        self.leave = button(translate("Doctor", "&Leave it"), "quiet")
        self.leave.setToolTip(translate("Doctor", "Do not show this again"))
        self.leave.clicked.connect(partial(self.leave_asked.emit, finding))
        line.addStretch(1)
        line.addWidget(self.leave)
        made_column = column(0, 0)
        made_column.addWidget(holder)
        return made_column
