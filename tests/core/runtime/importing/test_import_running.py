"""Importing with the real models into a real database."""

import csv
import math
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from core.bootstrap.parts import Pack, open_pack
from core.config import Settings
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Gender
from core.domain.ids import new_person_id
from core.domain.people import NewPerson, NewTemplate, Person, PersonFacts, PhotoOutcome
from core.profiles.faces import PhotoFace
from core.runtime.importing import running
from core.runtime.importing.model import ImportOrder, ImportPlan, ImportReport, PlannedAction
from core.runtime.importing.portraits import subject_of
from core.runtime.importing.problems import ProblemCode
from tests.core.runtime.importing.import_office import ImportOffice, darker, group, opened_office, portraits, save
from tests.core.runtime.runtime_support import face

Code = ProblemCode


@pytest.fixture(scope="module")
def pack() -> Iterator[Pack]:
    with open_pack(Settings(), None, 1) as opened:
        yield opened


@pytest.fixture
def office(pack: Pack, tmp_path: Path) -> Iterator[ImportOffice]:
    with opened_office(pack, tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for every person, with two pictures each."""
    root = tmp_path_factory.mktemp("people")
    for number, (name, image) in enumerate(portraits().items()):
        save(root / f"{number + 1:03}_{name}" / "1.jpg", image)
        save(root / f"{number + 1:03}_{name}" / "2.jpg", darker(image))
    return root


def table(path: Path, *rows: Sequence[str], columns: str = "id,name,photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns.split(","), *rows])
    return path


def run(office: ImportOffice, path: Path, group: str = "", *, despite_likeness: bool = False) -> ImportReport:
    return office.desk.run(office.desk.plan(ImportOrder(path, {}, group, despite_likeness)))


def told(report: ImportReport | ImportPlan) -> list[tuple[int, ProblemCode, bool]]:
    return [(problem.row, problem.code, problem.keeps_out) for problem in report.problems]


def test_a_folder_is_imported_once(office: ImportOffice, folders: Path) -> None:
    names = sorted(portraits())
    plan = office.desk.plan(ImportOrder(folders, group="Cast"))
    assert (plan.count(PlannedAction.ENROL), plan.photos, office.names()) == (len(names), 2 * len(names), [])
    report = office.desk.run(plan)
    assert (report.added, report.refused, report.problems) == (len(names), 0, ())
    assert office.names() == names
    ana = office.store.people()[0]
    assert (ana.external_id != "", ana.membership.groups) == (True, frozenset({"Cast"}))
    assert set(office.store.book.photos(ana.id).values()) <= {PhotoOutcome.TEMPLATE, PhotoOutcome.SPARE}
    assert len(office.store.book.photos(ana.id)) == 2
    stamp = office.store.gallery_stamp()
    again = run(office, folders, group="Cast")
    assert (again.added, again.changed, again.unchanged, again.measured) == (0, 0, len(names), 0)
    assert office.store.gallery_stamp() == stamp


def test_what_a_table_says_is_written_and_only_changes_are(office: ImportOffice, tmp_path: Path) -> None:
    (name, image), *_ = portraits().items()
    save(tmp_path / "photos/a.jpg", image)
    columns = "id,name,photo,gender,born,group,consent,valid until"
    row = ["7", name, "photos/a.jpg", "f", "1.2.1990", "A;B", "yes", "31.12.2030"]
    people = table(tmp_path / "people.csv", row, columns=columns)
    assert run(office, people).added == 1
    person = office.store.people()[0]
    facts = details(office, person)
    assert (facts.gender, str(facts.born), facts.membership.groups) == (
        Gender.FEMALE,
        "1990-02-01",
        frozenset({"A", "B"}),
    )
    assert facts.consent is not None
    assert run(office, people).unchanged == 1
    save(tmp_path / "photos/b.jpg", darker(image))
    row[1], row[2], row[5] = "Ana Maria", "photos\\a.jpg;photos/b.jpg", "B"
    report = run(office, table(tmp_path / "people.csv", row, columns=columns))
    assert (report.changed, report.measured) == (1, 1)
    changed = details(office, person)
    assert (changed.name, changed.membership.groups, changed.consent) == ("Ana Maria", frozenset({"B"}), facts.consent)
    assert office.roster.name_of(person.id) == "Ana Maria"


def details(office: ImportOffice, person: Person) -> PersonFacts:
    found = office.store.book.details(person.id)
    assert found is not None
    return found.facts


def picture_header(side: int) -> bytes:
    """Return a PNG that says how large it is, and nothing else."""
    size = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def test_every_bad_picture_is_told_and_the_good_one_counts(office: ImportOffice, tmp_path: Path) -> None:
    faces = list(portraits().values())
    save(tmp_path / "good.jpg", faces[0])
    save(tmp_path / "group.jpg", group())
    save(tmp_path / "wall.jpg", np.full((200, 200, 3), 170, np.uint8))
    save(tmp_path / "tiny.bmp", np.full((9, 9, 3), 170, np.uint8))
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    (tmp_path / "huge.png").write_bytes(picture_header(60_000))
    rows = [
        ["1", "A", "gone.jpg"], ["2", "B", "broken.jpg"], ["3", "C", "huge.png"], ["4", "D", "tiny.bmp"],
        ["5", "E", "wall.jpg"], ["6", "F", "group.jpg"], ["7", "G", ""], ["8", "H", "gone.jpg;broken.jpg;good.jpg"],
        ["9", "", "good.jpg"],
    ]  # fmt: skip
    report = run(office, table(tmp_path / "people.csv", *rows))
    assert told(report) == [
        (2, Code.PHOTO_MISSING, True), (3, Code.PHOTO_UNREADABLE, True), (4, Code.PHOTO_TOO_LARGE, True),
        (5, Code.PHOTO_TOO_SMALL, True), (6, Code.NO_FACE, True), (7, Code.SEVERAL_FACES, True),
        (8, Code.PHOTO_NONE, True), (9, Code.PHOTO_MISSING, False), (9, Code.PHOTO_UNREADABLE, False),
        (10, Code.NAME_MISSING, True),
    ]  # fmt: skip
    assert (office.names(), report.added, report.refused) == (["H"], 1, 8)
    assert all(problem.sentence for problem in report.problems)


def test_somebody_who_looks_like_another_is_told_and_enrolled_only_when_asked(
    office: ImportOffice, tmp_path: Path
) -> None:
    image = next(iter(portraits().values()))
    save(tmp_path / "Ana.jpg", image)
    save(tmp_path / "Anna.jpg", darker(image))
    report = run(office, tmp_path)
    assert (report.added, told(report)) == (1, [(2, Code.LOOKS_LIKE, True)])
    assert run(office, tmp_path, despite_likeness=True).added == 1
    ana, anna = office.store.people()
    assert office.store.reviews.confusable() == {frozenset({ana.id, anna.id})}


def test_a_name_that_is_taken_is_settled_by_the_pictures(office: ImportOffice, tmp_path: Path) -> None:
    one, other, third = list(portraits().values())[:3]
    save(tmp_path / "a/Ana.jpg", one)
    assert run(office, tmp_path / "a").added == 1
    save(tmp_path / "b/Ana.jpg", darker(one))
    assert run(office, tmp_path / "b").changed == 1
    save(tmp_path / "c/Ana.jpg", other)
    assert told(run(office, tmp_path / "c")) == [(1, Code.NAME_TAKEN, True)]
    save(tmp_path / "d/42_Ana.jpg", other)
    assert run(office, tmp_path / "d").added == 1
    save(tmp_path / "e/42_Ana.jpg", third)
    assert told(run(office, tmp_path / "e")) == [(1, Code.SHOWS_ANOTHER, True)]
    assert office.names() == ["Ana", "Ana"]


def test_an_import_that_was_cut_short_goes_on_where_it_stopped(
    office: ImportOffice, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 1)
    everybody, seen = len(portraits()), list[int]()
    plan = office.desk.plan(ImportOrder(folders))
    report = office.desk.run(plan, lambda progress: seen.append(progress.done), lambda: len(seen) > 0)
    assert (report.cancelled, report.added, len(office.names())) == (True, 1, 1)
    written, full = office.roster.enrol_people, list[int]()

    def enrol(people: Sequence[NewPerson]) -> tuple[Person, ...]:
        full.append(1)
        if len(full) > 1:
            raise KnownError(ErrorCode.DISK_FULL, path="here")
        return written(people)

    with monkeypatch.context() as patch:
        patch.setattr(office.roster, "enrol_people", enrol)
        report = run(office, folders)
    assert report.stopped is not None
    assert (report.stopped.code, report.added, report.unchanged) == (ErrorCode.DISK_FULL, 1, 1)
    report = run(office, folders)
    assert (report.stopped, report.added, report.unchanged) == (None, everybody - 2, 2)
    assert office.names() == sorted(portraits())


def test_two_imports_at_once_are_one_too_many(office: ImportOffice, folders: Path) -> None:
    plan = office.desk.plan(ImportOrder(folders))
    begun, go_on = Event(), Event()

    def wait(_: object) -> None:
        begun.set()
        go_on.wait(60)

    first = Thread(target=office.desk.run, args=(plan, wait))
    first.start()
    begun.wait(60)
    try:
        with pytest.raises(KnownError) as caught:
            office.desk.run(plan)
    finally:
        go_on.set()
        first.join()
    assert caught.value.code is ErrorCode.IMPORT_RUNNING
    assert run(office, folders).unchanged == len(portraits())


def test_problems_are_corrected_in_their_file_and_imported_again(office: ImportOffice, tmp_path: Path) -> None:
    (name, image), (other, image2), *_ = portraits().items()
    save(tmp_path / "in/photos/1.jpg", image)
    save(tmp_path / "in/photos/2.jpg", image2)
    people = table(tmp_path / "in/people.csv", ["1", name, "photos/l.jpg"], ["2", other, "photos/2.jpg"])
    plan = office.desk.plan(ImportOrder(people))
    report = office.desk.run(plan)
    assert (report.added, report.refused) == (1, 1)
    corrected = tmp_path / "out/people-problems.csv"
    office.desk.save_problems(plan, report.problems, corrected)
    text = corrected.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "id,name,photo,Row,Problem,In column"
    assert f"1,{name},../in/photos/l.jpg,2,There is no picture at photos/l.jpg. Check the path.,photo" in text
    corrected.write_text(text.replace("in/photos/l.jpg", "in/photos/1.jpg"), encoding="utf-8-sig")
    assert run(office, corrected).added == 1
    assert office.names() == sorted([name, other])


def test_an_archive_is_imported_like_the_folder_it_holds(office: ImportOffice, folders: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in sorted(folders.rglob("*.jpg"))[:4]:
            made.write(file, file.relative_to(folders))
    report = run(office, path)
    assert (report.added, report.problems) == (2, ())
    assert run(office, folders).unchanged == 2


@pytest.mark.no_cover  # tracing would take longer than planning
def test_ten_thousand_rows_of_mixed_encodings_are_planned_at_once(office: ImportOffice, tmp_path: Path) -> None:
    photo = save(tmp_path / "1.jpg", next(iter(portraits().values())))
    lines = [b"\xef\xbb\xbfid;name;photo;born"]
    for number in range(10_000):
        name, encoding = (("王伟", "gb18030"), ("Иван Петров", "cp1251"), ("José Peña", "utf-8"))[number % 3]
        born = ("1990-05-01", "1.5.1990", "05/01/1990", "soon")[number % 4]
        lines.append(f"{number // 2 if number < 20 else number};{name} {number};{photo.name};{born}".encode(encoding))
    people = tmp_path / "people.csv"
    people.write_bytes(b"\n".join(lines))
    plan = office.desk.plan(ImportOrder(people))
    codes = [code for _, code, _ in told(plan)]
    assert codes.count(Code.DATE_UNREADABLE) == 2500
    assert codes.count(Code.ID_TWICE) == 10
    assert len(plan.people) == 10_000 - 2500 - 10
    names = {person.stated.name for person in plan.people}
    assert {"王伟 300", "Иван Петров 301", "José Peña 302"} <= names


def seen(central: float, prominence: float, *, alone: bool = False) -> PhotoFace:
    return PhotoFace(0, 0, face(1), 0.9, prominence, central, alone)


def test_the_subject_of_a_portrait_is_in_the_middle_and_fills_it() -> None:
    assert subject_of([seen(0.3, 1.0, alone=True)], [0.1]) == 0
    assert subject_of([seen(0.5, 0.9), seen(0.95, 1.0)], [0.35, 0.4]) == 1
    assert subject_of([seen(0.5, 1.0), seen(0.95, 0.9)], [0.15, 0.14]) is None
    assert subject_of([seen(0.75, 1.0), seen(0.75, 0.9)], [0.35, 0.4]) is None
    assert subject_of([seen(0.3, 1.0), seen(0.95, 0.4)], [0.4, 0.1]) == 0
    assert subject_of([seen(0.9, 0.4)], [0.3]) is None


def test_among_many_people_a_resemblance_is_told_and_no_hindrance(office: ImportOffice, tmp_path: Path) -> None:
    save(tmp_path / "Ana.jpg", next(iter(portraits().values())))
    run(office, tmp_path)
    (ana,) = office.store.people()
    face = office.store.templates(office.roster.model_id, ana.id)[0].embedding
    office.roster.remove(ana.id)
    office.store.purge_removed()
    rng = np.random.default_rng(3)
    others = rng.normal(size=(1_000, len(face.vector))).astype(np.float32)
    others[0] -= (others[0] @ face.vector) * face.vector
    others[0] = 0.53 * face.vector + math.sqrt(1 - 0.53**2) * others[0] / np.linalg.norm(others[0])
    office.roster.enrol_people(
        [
            NewPerson(
                new_person_id(), datetime.now(UTC), PersonFacts(f"P{n}"),
                (NewTemplate(Embedding.normalised(other, face.model_id), 0.8, b"-"),),
            )
            for n, other in enumerate(others)
        ]
    )  # fmt: skip
    report = run(office, tmp_path)
    assert (report.added, told(report)) == (1, [(1, Code.RESEMBLES, False)])
    assert next(problem.sentence for problem in report.problems).startswith("Resembles P0")
    assert len(office.store.reviews.confusable()) == 1
