"""The people view with many people: opening, filtering at every key, scrolling by wheel and by the bar.

Run as `python -m tests.benchmarks.people_view`. The people are generated, written through the store and shown by the
real page without a screen. A time ends when every line in the window is loaded and has been painted. A frame of
scrolling moves the bar, paints, and lets everything that came meanwhile be handled.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from PySide6.QtWidgets import QApplication, QWidget

from core.cli.output import emit, show_table
from core.domain.ids import new_person_id
from core.domain.people import Membership, NewPerson, PersonFacts
from core.store.store import SqliteStore
from gui.context import Context
from gui.messages import Messages
from gui.pictures import Portraits
from gui.tables.people_model import PERSON_ROLE
from gui.tasks import Tasks
from gui.theme import Theme
from gui.views.people.page import PeoplePage
from gui.widgets.message_bar import MessageBar
from gui.widgets.toast import Toast
from tests.benchmarks.report import Json
from tests.gui.fakes import FakeStation
from tests.gui.people_office import people_office, template

PEOPLE_EACH = 1_000
"""People written in one transaction while the store is filled."""

FIRST = (
    "Ana",
    "Ben",
    "Chen",
    "Dora",
    "Emil",
    "Fatima",
    "Goran",
    "Hana",
    "Igor",
    "Jun",
    "Karim",
    "Lena",
    "Mateo",
    "Noor",
)
SECOND = ("Costa", "Okri", "Weber", "Novak", "Silva", "Lind", "Haddad", "Ivanov", "Tanaka", "Müller", "Nguyen", "Sato")
GROUPS = tuple(f"Department {number}" for number in range(1, 41))

TYPED = ("kar", "karim i", "99", "zzz")
"""What is typed, key by key, each after the field was cleared."""

SIZE = (1282, 712)
"""The page in a window of 1366×768."""

WHEEL_FRAMES, WHEEL_STEP, BAR_FRAMES = 300, 60, 300
_PATIENCE_S = 20.0
_POLL_S = 0.001
"""Pauses between looking whether all is painted: without, looking would take the processor from what is measured."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What was done, how often, and how long it took in ms."""

    what: str
    times: int
    p50_ms: float
    p99_ms: float
    worst_ms: float


def fill(store: SqliteStore, people: int) -> None:
    """Write people with one template each, in groups, some inactive, some valid for a time only."""
    rng, now = np.random.default_rng(5), datetime.now(UTC)
    faces = [template(seed, float(rng.uniform(0.3, 0.95))) for seed in range(64)]

    def person(number: int) -> NewPerson:
        name = f"{FIRST[rng.integers(len(FIRST))]} {SECOND[rng.integers(len(SECOND))]} {number:06d}"
        until = now + timedelta(days=int(rng.integers(-90, 900))) if rng.random() < 0.1 else None
        membership = Membership(frozenset({GROUPS[rng.integers(len(GROUPS))]}), None, until)
        facts = PersonFacts(name, f"{number:06d}", membership, bool(rng.random() > 0.05))
        return NewPerson(new_person_id(), now - timedelta(minutes=number), facts, (faces[number % len(faces)],))

    for start in range(0, people, PEOPLE_EACH):
        store.book.enrol([person(number) for number in range(start, min(start + PEOPLE_EACH, people))])


class Watch:
    """Drives the page and takes the time."""

    def __init__(self, page: PeoplePage) -> None:
        self._page = page
        self._roll, self._bar = page.list, page.list.verticalScrollBar()

    def opening(self) -> Timing:
        """Show the page for the first time."""
        return _timing("open until the first lines are painted", [self._until_painted(self._page.show, lambda: True)])

    def typing(self) -> Timing:
        """Type, key by key."""
        taken = []
        for words in TYPED:
            self._type("")
            taken += [self._type(words[:end]) for end in range(1, len(words) + 1)]
        self._type("")
        return _timing("key in the search until its lines are painted", taken)

    def wheel(self) -> Timing:
        """Scroll steadily."""
        return _timing("frame of scrolling by wheel", [self._frame(n * WHEEL_STEP) for n in range(WHEEL_FRAMES)])

    def bar(self) -> Iterator[Timing]:
        """Drag the bar through everybody, and wait where it ends."""
        values = np.linspace(0, self._bar.maximum(), BAR_FRAMES).astype(int)
        yield _timing("frame of dragging the bar through all", [self._frame(int(value)) for value in values])
        yield _timing("end of dragging until the lines are painted", [self._until_painted(lambda: None, lambda: True)])

    def _type(self, text: str) -> float:
        page = self._page
        return self._until_painted(lambda: page.search.setText(text), lambda: page.model.shown.text == text.strip())

    def _frame(self, value: int) -> float:
        begun = time.perf_counter()
        self._bar.setValue(value)
        self._roll.viewport().repaint()
        QApplication.processEvents()
        return time.perf_counter() - begun

    def _until_painted(self, act: Callable[[], object], answered: Callable[[], bool]) -> float:
        begun = time.perf_counter()
        act()
        while not (answered() and self._complete()):
            QApplication.processEvents()
            time.sleep(_POLL_S)
            if time.perf_counter() - begun > _PATIENCE_S:
                raise TimeoutError("the people view does not answer")
        self._roll.viewport().repaint()
        return time.perf_counter() - begun

    def _complete(self) -> bool:
        model = self._page.model
        if model.rowCount():
            window = self._roll.viewport().rect()
            top, bottom = (self._roll.indexAt(corner).row() for corner in (window.topLeft(), window.bottomLeft()))
            last = bottom if bottom >= 0 else model.rowCount() - 1
            return top >= 0 and all(model.index(row).data(PERSON_ROLE) is not None for row in range(top, last + 1))
        return self._page.browser.clear_button.isVisible()


@contextmanager
def _opened(people: int) -> Iterator[Watch]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(prefix="usher-bench-") as name:
        with people_office(Path(name)) as office:
            fill(office.store, people)
        with people_office(Path(name)) as office:
            host, theme, tasks = QWidget(), Theme(app, "light"), Tasks()
            host.resize(*SIZE)
            messages = Messages(host, MessageBar(theme, host), Toast(theme, host), theme)
            station = FakeStation(Path(name))
            station.desks = office.desks
            portraits = Portraits(tasks, messages.failure, hide=False, parent=host)
            page = PeoplePage(Context(station, tasks, messages, theme, portraits, blur_faces=False), host)
            page.resize(*SIZE)
            page.hide()
            host.show()
            QApplication.processEvents()
            try:
                yield Watch(page)
            finally:
                tasks.close()
                host.deleteLater()


def _timing(what: str, seconds: list[float]) -> Timing:
    ms = 1000 * np.array(seconds)
    return Timing(what, len(ms), float(np.median(ms)), float(np.percentile(ms, 99)), float(ms.max()))


def main(people: Annotated[int, typer.Option(min=1_000)] = 100_000, *, as_json: Json = False) -> None:
    """Print what the people view takes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with _opened(people) as watch:
        timings = [watch.opening(), watch.typing(), watch.wheel(), *watch.bar()]
    if as_json:
        for one in timings:
            emit({"benchmark": "people view", "people": people, **{f: getattr(one, f) for f in Timing.__slots__}})
        return
    rows = ((t.what, str(t.times), f"{t.p50_ms:.1f}", f"{t.p99_ms:.1f}", f"{t.worst_ms:.1f}") for t in timings)
    show_table(f"The people view with {people} people", ("Part", "Times", "p50 ms", "p99 ms", "Worst ms"), rows)


if __name__ == "__main__":
    typer.run(main)
