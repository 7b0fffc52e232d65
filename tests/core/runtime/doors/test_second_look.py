"""Who waits in view of a door until what kept them out is over, over a real gate."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from core.domain.access import DoorRule
from core.domain.doors import DoorAct
from core.domain.events import AtDoor, DoorChanged, Recognised
from core.domain.ids import CameraId, PersonId
from core.runtime.doors.second_look import SecondLook
from tests.core.runtime.doors.doors_support import EVERYBODY, NORTH, DoorSite, door_site, with_access

KEYS = with_access(EVERYBODY, doors=(DoorRule(NORTH, first_person=frozenset({"keys"})),))
PAIR = with_access(EVERYBODY, doors=(DoorRule(NORTH, two_persons=True),))


class Lobby:
    """A site, and who stands in view of its cameras."""

    def __init__(self, site: DoorSite) -> None:
        self.site = site
        self.there: set[tuple[PersonId, CameraId]] = set()
        self.admitted: list[PersonId] = []
        self.look = SecondLook(site.gate.consider, self._in_view, self._let_in, site.clock)

    def comes(self, person: PersonId) -> None:
        """Let somebody be refused, and stay in view."""
        event = self.site.comes(person)
        ruling = self.site.gate.consider(event)
        assert ruling is not None
        assert not ruling.allow
        self.look.refused(event)
        self.there.add((person, event.camera))

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.site.clock.step(1)
            self.look.step()

    def _in_view(self) -> Iterator[tuple[PersonId, CameraId, datetime]]:
        for person, camera in self.there:
            yield person, camera, self.site.clock.utc()

    def _let_in(self, event: Recognised) -> None:
        assert event.utc == event.seen == self.site.clock.utc()
        self.admitted.append(event.person)


@pytest.fixture
def lobby(tmp_path: Path) -> Iterator[Lobby]:
    with door_site(tmp_path, KEYS) as site:
        yield Lobby(site)


def test_who_waited_for_the_first_person_is_let_in_after_them(lobby: Lobby) -> None:
    site = lobby.site
    ada, boss = site.enrol("Ada", "staff"), site.enrol("Boss", "staff", "keys")
    lobby.comes(ada)
    lobby.wait(60)
    assert site.acts() == [DoorAct.DENIED]  # they stand there all the time, and it is one visit
    assert site.meet(boss).allow
    site.wait_for_act(DoorAct.OPENED)
    lobby.wait(1)
    site.wait_for_act(DoorAct.OPENED)
    lobby.wait(30)
    assert lobby.admitted == [ada]
    assert [(fact.act, fact.person) for fact in site.facts()] == [
        (DoorAct.DENIED, ada), (DoorAct.OPENED, boss), (DoorAct.OPENED, ada)
    ]  # fmt: skip


def test_the_end_of_a_lock_down_lets_in_who_still_stands_there(lobby: Lobby) -> None:
    site = lobby.site
    ada, boss = (site.enrol(name, "staff", "keys") for name in ("Ada", "Boss"))
    site.desk.lock_down_all("drill")
    lobby.comes(ada)
    lobby.comes(boss)
    lobby.there.remove((boss, CameraId("in")))
    lobby.wait(3)
    site.desk.normal_all("over")
    lobby.wait(1)
    assert lobby.admitted == [ada]
    site.wait_for_act(DoorAct.OPENED)


def test_who_looked_away_for_a_moment_still_waits_and_who_left_does_not(lobby: Lobby) -> None:
    site = lobby.site
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob", "staff")
    lobby.comes(ada)
    lobby.comes(bob)
    left = set(lobby.there)
    lobby.there.clear()
    lobby.wait(9)
    lobby.there.add((ada, CameraId("in")))
    lobby.wait(2)
    lobby.there |= left
    site.plan_now = EVERYBODY
    lobby.wait(1)
    assert lobby.admitted == [ada]


def test_both_of_two_persons_came(lobby: Lobby) -> None:
    site = lobby.site
    site.plan_now = PAIR
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob", "staff")
    lobby.comes(ada)
    lobby.wait(60)  # longer than anybody waits who is not in view
    assert site.meet(bob).allow
    lobby.look.step()
    assert lobby.admitted == [ada]
    for person in (bob, ada):
        site.wait_for(partial(opened_to, person))
    assert [fact.person for fact in site.facts() if fact.act is DoorAct.OPENED] == [bob, ada]


def opened_to(person: PersonId, event: AtDoor | DoorChanged) -> bool:
    return isinstance(event, AtDoor) and (event.fact.act, event.fact.person) == (DoorAct.OPENED, person)


def test_who_is_refused_anew_waits_anew_and_a_door_that_is_gone_is_not_waited_for(lobby: Lobby) -> None:
    site = lobby.site
    ada = site.enrol("Ada", "staff")
    lobby.comes(ada)
    lobby.wait(1)
    lobby.look.refused(replace(site.comes(ada), door="Nowhere"))
    lobby.wait(1)
    site.plan_now = EVERYBODY
    lobby.wait(1)
    assert lobby.admitted == []
