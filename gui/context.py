"""What every view is handed."""

from dataclasses import dataclass

from gui.messages import Messages
from gui.pictures import Portraits
from gui.ports import Station
from gui.tasks import Tasks
from gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """The running station and the services of the window. `blur_faces` hides every face, for published pictures."""

    station: Station
    tasks: Tasks
    messages: Messages
    theme: Theme
    portraits: Portraits
    blur_faces: bool
