"""The live page: wall and feed side by side, or the welcome where there is no camera yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.domain.ids import CameraId
from gui.context import Context
from gui.icons import icon
from gui.presenters.feed import Card, place_of
from gui.tables.feed_model import FeedModel
from gui.text import translate
from gui.views.enrol.dialog import EnrolSource
from gui.views.live.feed import Feed
from gui.views.live.wall import LiveWall
from gui.widgets.basic import button, column
from gui.widgets.state_page import StatePage

_FEED_WIDTH = 340


class LivePage(QWidget):
    """Asks for enrolment where a face or a card is picked, and for the demo or a camera on a first start."""

    enrol_asked = Signal(object)
    demo_asked = Signal()
    camera_asked = Signal()

    def __init__(self, context: Context, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        space = context.theme.tokens.scale.space
        self.wall = LiveWall(context)
        self.wall.face_clicked.connect(self._face_clicked)
        self.feed = Feed(context, model)
        self.feed.card_opened.connect(self._card_opened)
        held = QWidget()
        column(space.m, 0, held).addWidget(self.wall)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(held)
        self.splitter.addWidget(self.feed)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([1200, _FEED_WIDTH])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_welcome())
        self._stack.addWidget(self.splitter)
        column(0, 0, self).addWidget(self._stack)
        self.refresh()

    def refresh(self) -> None:
        """Show the cameras there are now."""
        self.wall.refresh()
        self._stack.setCurrentIndex(int(bool(self.wall.tiles)))

    def take_focus(self) -> None:
        """Let the keyboard start at what is most likely wanted here."""
        (self.wall if self.wall.tiles else self.try_demo).setFocus()

    def _build_welcome(self) -> StatePage:
        colour = self._context.theme.tokens.colour
        self.try_demo = button(translate("Live", "Try the &demo"), "primary", icon("play", colour.on_accent))
        self.try_demo.clicked.connect(self.demo_asked)
        camera = button(translate("Live", "&Add a camera"), "", icon("plus", colour.text_muted))
        camera.clicked.connect(self.camera_asked)
        return StatePage(
            self._context.theme,
            "logo",
            translate("Live", "Welcome to Usher"),
            translate(
                "Live",
                "Usher recognises people at the door. Pictures and names stay on this computer. "
                "Look around in the demo first, or connect a camera.",
            ),
            (self.try_demo, camera),
        )

    def _face_clicked(self, camera: str, track: int) -> None:
        tile = next(tile for tile in self.wall.tiles if tile.camera == camera)
        spec = tile.status.spec
        self.enrol_asked.emit(EnrolSource(CameraId(camera), track, place_of(spec.name, spec.door)))

    def _card_opened(self, card: Card) -> None:
        if card.live:
            shot = self.feed.model.shot(card)
            self.enrol_asked.emit(EnrolSource(card.camera, card.track, card.place, shot))
        elif card.person is None:
            said = translate(
                "Feed",
                "This visit is from an earlier run: its pictures can be seen, but nobody can be enrolled from it.",
            )
            self._context.messages.warning(said)
