"""From the runtime's threads to the GUI's: events become queued signals. Pictures do not pass here."""

from PySide6.QtCore import QObject, Signal

from core.domain.events import CameraChanged, Event, HealthChanged


class Bridge(QObject):
    """Lives in the GUI thread; give it a parent, so that no other thread can be the one to destroy it."""

    sighting = Signal(object)
    camera_changed = Signal(object)
    health_changed = Signal(object)
    people_changed = Signal()

    def on_event(self, event: Event) -> None:
        """Pass an event on; called on runtime threads."""
        if isinstance(event, CameraChanged):
            self.camera_changed.emit(event)
        elif isinstance(event, HealthChanged):
            self.health_changed.emit(event)
        else:
            self.sighting.emit(event)

    def on_people_changed(self) -> None:
        """Pass on that the gallery changed; called on runtime threads."""
        self.people_changed.emit()
