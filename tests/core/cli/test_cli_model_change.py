"""Another embedder for everybody, by the command line, with a real network and real people."""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from core.bootstrap import open_desk
from core.runtime.roster import template_of
from core.vision import packs
from core.vision.described import load_embedder
from tests.helpers.cli import usher
from tests.helpers.turned_pack import write_turned_pack

DEFAULT = "sface-2021dec-int8bq"
KILLED = """
import os, signal, sys
from core.cli.main import app
from core.runtime import remodelling
from core.store.remodel import SqliteRemodels

remodelling._AT_ONCE = 2
keep = SqliteRemodels.keep

def keep_then_die(self, *arguments):
    keep(self, *arguments)
    os.kill(os.getpid(), signal.SIGKILL)

SqliteRemodels.keep = keep_then_die
app(["--data-dir", sys.argv[1], "models", "change", "turned"])
"""


def enrol(data_dir: Path, pictures: Sequence[Path]) -> None:
    with open_desk(data_dir) as desk:
        portraits = [desk.stills.portrait(picture) for picture in pictures]
        desk.roster.enrol(
            pictures[0].parent.name, "", [template_of(p.embedding, p.face.quality, p.face.aligned) for p in portraits]
        )


def answers(data_dir: Path, pictures: Sequence[Path]) -> list[tuple[str, float]]:
    """Return who is found in pictures, and the cosine."""
    with open_desk(data_dir) as desk:
        matches = [desk.roster.nearest([desk.stills.portrait(picture).embedding]) for picture in pictures]
        return [(desk.roster.name_of(match.person) if match.person else "", match.score) for match in matches]


def people_of(folder: Path, wanted: int) -> list[list[Path]]:
    """Return four pictures each of the first people who have so many."""
    every = (sorted(person.iterdir()) for person in sorted(folder.iterdir()))
    return list(islice((pictures[:4] for pictures in every if len(pictures) > 3), wanted))


@pytest.fixture
def opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a pack's embedder for all commands of a test, which does not change the pack."""
    monkeypatch.setattr(packs, "load_embedder", cache(load_embedder))


@pytest.mark.slow
@pytest.mark.usefixtures("opened_once", "pictures_searched_once")
def test_people_are_found_by_another_network_as_before_and_by_the_first_again(
    tmp_path: Path, shared_data: Path
) -> None:
    write_turned_pack(tmp_path / "models" / "turned")
    people = people_of(shared_data / "lfw_dev" / "images", 4)
    for pictures in people[:3]:
        enrol(tmp_path, pictures[:2])
    probes = [pictures[3] for pictures in people]
    before = answers(tmp_path, probes)
    plan = usher(tmp_path, "models", "change", "turned", "--dry-run")
    assert plan.code == 0
    assert "Licence Apache-2.0" in plan.out
    assert "6 of 6 templates" in plan.out
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False)
    assert killed.returncode == -9
    (changed,) = usher(tmp_path, "models", "change", "turned", "--json").records
    assert changed["measured"] == 4, "two of six were measured before it was killed"
    assert (changed["comparison"]["better"], changed["comparison"]["worse"]) == (0, 0)
    (status,) = usher(tmp_path, "models", "status", "--json").records
    assert (status["pack"], status["earlier"], len(status["kept"])) == ("turned", "default", 2)
    after = answers(tmp_path, probes)
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [score for _, score in after] == pytest.approx([score for _, score in before], abs=0.03)
    enrol(tmp_path, people[3][:2])
    back = usher(tmp_path, "models", "rollback")
    assert back.code == 0
    assert "2 templates and 0 faces of visits were measured by sface" in back.out
    again = answers(tmp_path, probes)
    assert again[:3] == before[:3], "the very same templates"
    assert again[3][0] == people[3][0].parent.name
    gone = usher(tmp_path, "models", "forget", status["model_id"])
    assert gone.out == f"8 templates of {status['model_id']} are deleted.\n"
    assert usher(tmp_path, "models", "rollback").code == 1, "nothing is left to go back to"


def test_what_cannot_be_done_is_a_sentence(tmp_path: Path) -> None:
    answer = usher(tmp_path, "models", "change", "nobody-has-it", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["error"]["code"] == "pack-missing"
    assert "were never changed here" in usher(tmp_path, "models", "rollback").err
    assert f"{DEFAULT} is in use" in usher(tmp_path, "models", "forget", DEFAULT).err
    assert "No faces measured by" in usher(tmp_path, "models", "forget", "no-model").err
    shown = usher(tmp_path, "models", "status")
    assert "default is in use: sface-2021dec-int8bq, licence Apache-2.0" in shown.out
