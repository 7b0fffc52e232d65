"""From the runtime's threads to the GUI's: events become queued signals. Pictures do not pass here."""

from PySide6.QtCore import QObject, Signal

from core.domain.events import AtDoor, Attended, CameraChanged, DoorChanged, Event, HealthChanged


class Bridge(QObject):
    """Lives in the GUI thread; give it a parent, so that no other thread can be the one to destroy it."""

    sighting = Signal(object)
    camera_changed = Signal(object)
    health_changed = Signal(object)
    attended = Signal(object)
    at_door = Signal(object)
    door_changed = Signal(object)
    people_changed = Signal()

    def on_event(self, event: Event) -> None:
        """Pass an event on; called on runtime threads."""
        match event:
            case CameraChanged():
                self.camera_changed.emit(event)
            case HealthChanged():
                self.health_changed.emit(event)
            case Attended():
                self.attended.emit(event)
            case AtDoor():
                self.at_door.emit(event)
            case DoorChanged():
                self.door_changed.emit(event)
            case _:
                self.sighting.emit(event)

    def on_people_changed(self) -> None:
        """Pass on that the gallery changed; called on runtime threads."""
        self.people_changed.emit()
