"""The line at the bottom: figures, and a word when nothing can be recorded."""

from pytestqt.qtbot import QtBot

from core.domain.errors import ErrorCode, KnownError
from gui.views.live.wall import LiveWall
from gui.views.status import StatusLine
from tests.gui.window.conftest import Bench


def test_a_disk_that_takes_nothing_is_told_once_until_it_recovers(qtbot: QtBot, bench: Bench) -> None:
    line = StatusLine(bench.context, LiveWall(bench.context, bench.host), bench.host)
    assert not bench.bar.isVisible()
    bench.station.errors["record"] = KnownError(ErrorCode.DISK_FULL, path="/data")
    line.refresh()
    assert bench.bar.isVisible()
    assert "/data" in bench.bar.text.text()
    bench.bar.hide()
    line.refresh()
    assert not bench.bar.isVisible()
    del bench.station.errors["record"]
    line.refresh()
    bench.station.errors["record"] = KnownError(ErrorCode.DISK_FULL, path="/data")
    line.refresh()
    assert bench.bar.isVisible()
