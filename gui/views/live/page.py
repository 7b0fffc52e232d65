"""The live page: wall and feed side by side, or the welcome where there is no camera yet."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from core.domain.ids import CameraId
from gui.context import Context
from gui.icons import icon
from gui.presenters.feed import Card, place_of
from gui.tables.feed_model import FeedModel
from gui.text import translate
from gui.views.card.dialog import CardSource
from gui.views.enrol.dialog import EnrolSource
from gui.views.live.feed import Feed
from gui.views.live.wall import LiveWall
from gui.views.pages import PageView
from gui.widgets.basic import button, column
from gui.widgets.state_page import StatePage

_FEED_WIDTH = 340


class LivePage(PageView):
    """Asks for what a face or a card is picked for, and for the demo or a camera on a first start."""

    enrol_asked = Signal(object)
    card_asked = Signal(object)
    placement_asked = Signal(str)
    demo_asked = Signal()
    camera_asked = Signal()

    def __init__(self, context: Context, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        space = context.theme.tokens.scale.space
        self.wall = LiveWall(context)
        self.wall.face_clicked.connect(self._face_clicked)
        self.wall.menu_asked.connect(self._show_menu)
        self.feed = Feed(context, model)
        self.feed.card_opened.connect(self._explain)
        self.feed.enrol_asked.connect(self._enrol)
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
        """Explain whoever was decided on; a stranger is most likely clicked to be enrolled."""
        card = self.feed.model.of_track(CameraId(camera), track)
        if card is not None and (card.named or card.spoof):
            self._explain(card)
        else:
            self.enrol_asked.emit(self._source(camera, track))

    def _show_menu(self, camera: str, track: int | None, where: QPoint) -> None:
        """Offer what can be done with a camera, or with the face under the pointer."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if track is not None:
            source, card = self._source(camera, track), self.feed.model.of_track(CameraId(camera), track)
            menu.addAction(translate("Live", "&Enrol this person…"), lambda: self.enrol_asked.emit(source))
            if card is not None:
                menu.addAction(translate("Live", "&Why was it decided so?"), lambda: self._explain(card))
            menu.addSeparator()
        large = translate("Live", "&Show all cameras") if self.wall.large else translate("Live", "&Fill the wall")
        menu.addAction(large, lambda: self.wall.enlarge(CameraId(camera)))
        menu.addAction(translate("Live", "&Check where it hangs…"), lambda: self.placement_asked.emit(camera))
        menu.popup(where)

    def _source(self, camera: str, track: int) -> EnrolSource:
        tile = next(tile for tile in self.wall.tiles if tile.camera == camera)
        spec = tile.status.spec
        return EnrolSource(CameraId(camera), track, place_of(spec.name, spec.door))

    def _enrol(self, card: Card) -> None:
        self.enrol_asked.emit(self._from_card(card))

    def _explain(self, card: Card) -> None:
        self.card_asked.emit(CardSource(card.event, self._from_card(card) if card.live else None))

    def _from_card(self, card: Card) -> EnrolSource:
        return EnrolSource(card.camera, card.track, card.place, self.feed.model.shot(card))
