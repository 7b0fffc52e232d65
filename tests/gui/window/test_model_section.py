"""Changing the models in the settings, on a real desk over a real store; the models are made up."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.runtime.remodelling import take_up
from gui.views.settings.models import ModelSection
from tests.core.runtime.remodel_support import MadeUpPool, Site
from tests.core.store.support import opened_with_database
from tests.gui.window.conftest import Bench


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with opened_with_database(tmp_path / "site") as (store, database):
        yield Site(store, database)


def section(qtbot: QtBot, bench: Bench, site: Site, pack: str = "default") -> ModelSection:
    bench.station.desks = SimpleNamespace(models=site.desk(pack))
    made = ModelSection(bench.context, bench.host)
    made.show()
    qtbot.waitUntil(lambda: bool(made.in_use.text()))
    return made


def shows(qtbot: QtBot, widget: object, text: str) -> None:
    qtbot.waitUntil(lambda: text in widget.text())  # type: ignore[attr-defined]


def test_look_change_call_off_and_back(qtbot: QtBot, bench: Bench, site: Site) -> None:
    for number in range(5):
        site.enrol(number)
    page = section(qtbot, bench, site)
    assert "“default” is in use" in page.in_use.text()
    assert "CC0-1.0" in page.in_use.text()
    assert page.choice.currentText() == "better"
    assert "made up" in page.about.text()
    assert page.back.isHidden()
    assert page.waiting.isHidden()
    page.look.click()
    qtbot.waitUntil(lambda: not page.plan_box.isHidden())
    assert "15 pictures of people and 0 of visits" in page.plan_text.text()
    assert "0 stand out more than now and 0 less" in page.plan_text.text()
    assert len(page.figures.texts) == 3
    assert page.change.hasFocus() or not bench.host.isActiveWindow()
    page.change.click()
    assert not page.look.isEnabled()
    shows(qtbot, page.waiting, "“better” will be used from the next start on")
    assert site.settings.recognition.pack == "better"
    assert "run “usher calibrate” after the start" in bench.toast.text.text()
    assert page.plan_box.isHidden()
    page.call_off.click()
    qtbot.waitUntil(page.waiting.isHidden)
    assert site.settings.recognition.pack == "default"


def test_going_back(qtbot: QtBot, bench: Bench, site: Site) -> None:
    site.enrol(1)
    prepared = site.desk().prepare("better", lambda _done, _total: None, lambda: False)
    assert prepared is not None
    site.desk().switch(prepared)
    take_up(site.store, MadeUpPool(site.engines["better"]))  # type: ignore[arg-type]
    page = section(qtbot, bench, site, "better")
    assert page.back.text() == "&Go back to default"
    page.back.click()
    shows(qtbot, page.waiting, "“default” will be used from the next start on")
    assert page.back.isHidden()


def test_one_that_cannot_be_used_says_why(qtbot: QtBot, bench: Bench, site: Site) -> None:
    del site.engines["better"]
    page = section(qtbot, bench, site)
    assert "There is no model pack better" in page.about.text()
    assert not page.look.isEnabled()


def test_giving_up_keeps_what_was_measured(
    qtbot: QtBot, bench: Bench, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        site.enrol(number)
    page = section(qtbot, bench, site)
    page.look.click()
    qtbot.waitUntil(lambda: not page.plan_box.isHidden())
    engine, may_measure = site.engines["better"], threading.Event()
    embed = engine.embed

    def embed_when_it_may(crops: Sequence[BgrImage]) -> list[Embedding]:
        assert may_measure.wait(10)
        return embed(crops)

    monkeypatch.setattr(engine, "embed", embed_when_it_may)
    page.change.click()
    page.cancel.click()
    assert not page.cancel.isEnabled()
    may_measure.set()
    shows(qtbot, bench.toast.text, "goes on from there")
    assert site.settings.recognition.pack == "default"
    assert page.look.isEnabled()
