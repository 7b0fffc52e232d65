"""`usher doors` and `usher plan` on a real data folder with a simulated relay."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.bootstrap import open_store
from core.config import DoorSettings, Settings, load_settings, save_settings
from core.domain.access import AccessPlan, AccessRule, DoorRule, Schedule
from core.domain.calendar import Calendar, Hours
from core.domain.errors import BugError
from core.domain.ids import DoorId, PersonId, RotaId, RuleId, ScheduleId, ShiftId
from core.domain.people import Membership, NewPerson, PersonFacts
from core.domain.plan import Plan
from core.domain.work import Rota, WorkPlan
from core.runtime.planfile import contradictions, plan_json, read_plan
from tests.helpers.cli import Answer, usher

OFFICE = Schedule(ScheduleId("office"), "Office", ((Hours(480, 1080),),) * 5 + ((), ()))
PLAN = Plan(
    Calendar("Europe/Berlin"),
    access=AccessPlan(
        (OFFICE,), (AccessRule(RuleId("r"), "Staff by day", groups=frozenset({"staff"}), schedule=OFFICE.id),)
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("doors")
    with open_store(data) as store:
        facts = PersonFacts("Anna", membership=Membership(frozenset({"staff"})))
        store.book.enrol([NewPerson(PersonId("anna"), datetime(2026, 1, 1, tzinfo=UTC), facts, ())])
    return data


def ok(data: Path, *arguments: str | Path) -> Answer:
    answer = usher(data, *arguments)
    assert answer.code == 0, answer
    return answer


def test_doors_from_setting_up_to_trying_other_rules(folder: Path, tmp_path: Path) -> None:
    ok(folder, "doors", "add", "Front", "--relay", '{"kind": "simulated"}', "--seconds", "0.2")
    assert usher(folder, "doors", "add", "Front", "--relay", '{"kind": "simulated"}').code == 1
    assert usher(folder, "doors", "add", "Back", "--relay", '{"kind": "magic"}').code == 2
    (door,) = ok(folder, "doors", "list", "--json").records
    assert (door["name"], door["relay"], door["fail"]) == ("Front", "simulated", "secure")
    assert "simulated" in ok(folder, "doors", "list").out
    assert "answered in" in ok(folder, "doors", "test", "Front", "--open").out
    assert "Back" in usher(folder, "doors", "test", "Back").err
    assert usher(folder, "doors", "why", "Anna", "Front", "--at", "9999-12-31 23:59").code == 2

    plan = tmp_path / "plan.json"
    plan.write_bytes(plan_json(PLAN))
    asked = usher(folder, "plan", "import", plan)
    assert "0 attempts" in asked.out
    assert ok(folder, "plan", "export").out == plan_json(Plan()).decode()
    ok(folder, "plan", "import", plan, "--yes", "--reason", "opening")
    exported = tmp_path / "exported.json"
    ok(folder, "plan", "export", exported)
    assert read_plan(exported) == PLAN

    sunday = ("doors", "why", "Anna", "Front", "--at", "2026-03-08 12:00")
    (answer,) = ok(folder, *sunday, "--json").records
    assert (answer["allow"], answer["why"], answer["next"]) == (False, "outside-hours", "2026-03-09T07:00:00+00:00")
    told = ok(folder, *sunday).out
    assert "Anna may not pass Front at this time." in told
    assert "They may next on Mon 2026-03-09 at 08:00." in told

    ok(folder, "doors", "release", "Front", "--reason", "a parcel", "--seconds", "0.1")
    (line,) = ok(folder, "doors", "log", "--door", "Front", "--json").records
    assert (line["act"], line["reason"]) == ("released", "a parcel")
    assert "a parcel" in ok(folder, "doors", "log").out
    (tried,) = ok(folder, "doors", "replay", "--plan", plan, "--threshold", "0.5", "--json").records
    assert tried["attempts"] == 0
    assert "none" in ok(folder, "doors", "replay").out


def test_a_plan_that_contradicts_itself_is_refused(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    access = PLAN.access
    rota = Rota(RotaId("a"), "A", date(2026, 1, 1), ((ShiftId("x"),),))
    for wrong, named in (
        (replace(PLAN, access=replace(access, schedules=())), "hours that are not in it"),
        (replace(PLAN, access=replace(access, rules=access.rules * 2)), "two of the rule r"),
        (replace(PLAN, access=replace(access, doors=(DoorRule(DoorId("d")),) * 2)), "two of the door d"),
        (replace(PLAN, work=WorkPlan(rotas=(rota,))), "a shift that is not in it"),
        (replace(PLAN, calendar=Calendar("Mars/Olympus")), "no time zone"),
    ):
        file.write_bytes(plan_json(wrong))
        assert named in usher(folder, "plan", "import", file, "--yes").err
    file.write_text(json.dumps({"access": {"schedules": [{"id": "s"}]}}))
    assert "is no plan" in usher(folder, "plan", "import", file).err
    assert "is no plan" in usher(folder, "plan", "import", tmp_path / "nowhere.json").err
    assert not list(contradictions(PLAN))


def test_nothing_is_saved_that_could_not_be_read_back(tmp_path: Path) -> None:
    """Else Usher would not start any more."""
    assert usher(tmp_path, "doors", "add", "  ", "--relay", '{"kind": "simulated"}').code == 2
    with pytest.raises(BugError, match="settings"):
        save_settings(tmp_path, Settings(doors=(DoorSettings("d1", ""),)))
    assert load_settings(tmp_path) == Settings()
