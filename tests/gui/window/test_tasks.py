"""Work off the GUI thread."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.tasks import Cancelled, Tasks


def never(_: object) -> None:
    raise AssertionError("must not be called")


def test_work_runs_elsewhere_and_its_answer_comes_here(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, int]] = []
    tasks.run(threading.get_ident, lambda ident: seen.append((ident, threading.get_ident())), never)
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert worker != here
    assert here == threading.get_ident()


def test_failure_goes_to_the_failure_callback(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    tasks.run(work, never, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "no"


def test_a_stale_answer_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    release, answers = threading.Event(), list[str]()

    def slow() -> str:
        release.wait(5)
        return "old"

    tasks.run(slow, answers.append, never, topic="search")
    tasks.run(lambda: "new", answers.append, never, topic="search")
    qtbot.waitUntil(lambda: answers == ["new"])
    release.set()
    done: list[bool] = []
    tasks.run(lambda: True, done.append, never)
    tasks.run(lambda: True, done.append, never)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert answers == ["new"]


def test_nothing_is_delivered_to_what_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    release, owner = threading.Event(), QWidget()
    tasks.run(lambda: release.wait(5), never, never, owner=owner)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    release.set()
    done: list[bool] = []
    tasks.run(lambda: True, done.append, never)
    tasks.run(lambda: True, done.append, never)
    qtbot.waitUntil(lambda: len(done) == 2)


def test_closing_waits_for_what_runs_and_drops_the_rest(qtbot: QtBot) -> None:
    tasks = Tasks()
    started, release, ran = threading.Event(), threading.Event(), list[str]()

    def work(name: str) -> Callable[[], None]:
        def run() -> None:
            started.set()
            release.wait(5)
            ran.append(name)

        return run

    for name in "abcd":
        tasks.run(work(name), never, never)
    started.wait(5)
    threading.Timer(0.05, release.set).start()
    tasks.close()
    tasks.close()
    tasks.run(lambda: ran.append("late"), never, never)
    qtbot.wait(20)
    assert set(ran) <= set("abcd")
    assert len(ran) <= 2


def test_long_work_delays_nothing_and_gives_up_when_told_to(qtbot: QtBot, tasks: Tasks) -> None:
    begun, gave_up, answers = threading.Semaphore(0), list[bool](), list[str]()

    def endless(cancelled: Cancelled) -> bool:
        begun.release()
        while not cancelled():
            threading.Event().wait(0.005)
        return True

    for _ in range(2):
        tasks.run_long(endless, gave_up.append, never)
        begun.acquire(timeout=5)
    tasks.run(lambda: "at once", answers.append, never)
    qtbot.waitUntil(lambda: answers == ["at once"])
    assert gave_up == []
    tasks.end_long()
    qtbot.waitUntil(lambda: gave_up == [True, True])
    tasks.run_long(lambda cancelled: str(cancelled()), answers.append, never)
    qtbot.waitUntil(lambda: answers == ["at once", "False"])


def test_no_two_places_share_a_topic() -> None:
    """Or the answer one of them waits for would never be delivered, once the other asked something."""
    gui = Path(__file__).parents[3] / "gui"
    topics = Counter(
        topic for path in gui.rglob("*.py") for topic in re.findall(r'topic="([^"]+)"', path.read_text("utf-8"))
    )
    assert [topic for topic, places in topics.items() if places > 1] == []
