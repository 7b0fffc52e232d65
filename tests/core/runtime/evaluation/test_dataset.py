import os
from pathlib import Path

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.runtime.evaluation.dataset import Dataset, Pair, read_dataset, subset
from core.runtime.evaluation.notes import Note, Notes


def folder_of(root: Path, **people: list[str]) -> Path:
    for person, files in people.items():
        (root / "images" / person).mkdir(parents=True)
        for file in files:
            (root / "images" / person / file).write_bytes(b"picture")
    return root


def read(root: Path) -> tuple[Dataset, dict[str, Note]]:
    notes = Notes()
    return read_dataset(root, notes), {note.reason: note for note in notes.all()}


def test_pictures_come_by_person_and_name(tmp_path: Path) -> None:
    dataset, notes = read(folder_of(tmp_path, Bo=["2.JPG", "1.png"], Ana=["x.webp"]))
    assert [picture.name for picture in dataset.pictures] == ["Ana/x.webp", "Bo/1.png", "Bo/2.JPG"]
    assert [picture.person for picture in dataset.pictures] == ["Ana", "Bo", "Bo"]
    assert all(picture.path.is_file() for picture in dataset.pictures)
    assert dataset.pairs is None
    assert not notes


def test_the_folder_of_images_may_be_left_out(tmp_path: Path) -> None:
    folder_of(tmp_path, Bo=["1.png"])
    assert read(tmp_path / "images")[0].pictures == read(tmp_path)[0].pictures


def test_odd_files_are_counted(tmp_path: Path) -> None:
    root = folder_of(tmp_path, Bo=["1.png", "notes.txt", ".DS_Store"], Nobody=[])
    dataset, notes = read(root)
    assert len(dataset.pictures) == 1
    assert notes["not-a-picture"] == Note("not-a-picture", 2, ("Bo/.DS_Store", "Bo/notes.txt"))
    assert notes["empty-folder"] == Note("empty-folder", 1, ("Nobody",))


def test_only_a_few_examples_are_kept(tmp_path: Path) -> None:
    _, notes = read(folder_of(tmp_path, Bo=["1.png", *(f"{i}.txt" for i in range(9))]))
    assert notes["not-a-picture"].count == 9
    assert len(notes["not-a-picture"].examples) == 5


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_name_in_no_encoding_can_be_printed(tmp_path: Path) -> None:
    root = folder_of(tmp_path, Bo=["1.png"])
    Path(os.fsdecode(os.fsencode(root / "images" / "Bo") + b"/\xff.png")).write_bytes(b"picture")
    dataset, _ = read(root)
    assert [picture.name.encode() for picture in dataset.pictures] == [b"Bo/1.png", b"Bo/?.png"]
    assert all(picture.path.is_file() for picture in dataset.pictures)


def test_pairs_are_read_and_doubtful_ones_refused(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "set", Ana=["1.jpg", "2.jpg"], Bo=["1.jpg"])
    (tmp_path / "secret.jpg").write_bytes(b"picture")
    rows = [
        "Ana/1.jpg,Ana/2.jpg,1", "Ana/1.jpg,Bo/1.jpg,no", "Bo/1.jpg , Ana/2.jpg,FALSE",
        "Ana/1.jpg,../secret.jpg,0", f"{tmp_path}/secret.jpg,Ana/1.jpg,0", "Ana/../../../secret.jpg,Ana/1.jpg,0",
        "Ana/1.jpg,Ana/9.jpg,1", "Ana/1.jpg,Bo/1.jpg,1", "Ana/1.jpg,Ana/2.jpg,0", "Ana/1.jpg,Ana/1.jpg,1",
        "Ana/1.jpg,Ana/2.jpg,maybe", "Ana/1.jpg", ",,1",
    ]  # fmt: skip
    (root / "pairs.csv").write_text("a,b,same\n" + "\n".join(rows) + "\n", encoding="utf-8-sig")
    dataset, notes = read(root)
    assert dataset.pairs == (Pair(0, 1, same=True), Pair(0, 2, same=False), Pair(2, 1, same=False))
    assert {reason: note.count for reason, note in notes.items()} == {
        "pair-outside": 3, "pair-missing": 1, "pair-contradictory": 2, "pair-malformed": 4,
    }  # fmt: skip
    assert notes["pair-outside"].examples == ("line 5", "line 6", "line 7")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"first,second\nAna/1.jpg,Ana/2.jpg\n", "no a, b, same"),
        (b"", "no a, b, same"),
        (b"a,b,same\n\xff\xfe,x,1\n", r"pairs\.csv: "),
        (b'a,b,same\n"' + b"x" * 200_000 + b'",y,1\n', "field larger"),
    ],
)
def test_a_list_of_pairs_that_is_none_is_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    root = folder_of(tmp_path, Ana=["1.jpg"])
    (root / "pairs.csv").write_bytes(content)
    with pytest.raises(KnownError, match=said) as caught:
        read(root)
    assert caught.value.code is ErrorCode.DATASET_UNUSABLE


def test_a_list_of_pairs_that_is_a_folder_is_a_sentence(tmp_path: Path) -> None:
    (folder_of(tmp_path, Ana=["1.jpg"]) / "pairs.csv").mkdir()
    with pytest.raises(KnownError) as caught:
        read(tmp_path)
    assert caught.value.code is ErrorCode.FOLDER_UNREADABLE


@pytest.mark.parametrize("name", ["gone", "empty", "file"])
def test_a_folder_without_pictures_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty" / "Ana").mkdir(parents=True)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError, match="cannot be evaluated") as caught:
        read(tmp_path / name)
    assert caught.value.code is ErrorCode.DATASET_UNUSABLE


def test_a_subset_has_people_of_both_kinds_and_few_pictures_of_each(tmp_path: Path) -> None:
    several = {f"several{i}": [f"{j:02}.jpg" for j in range(14)] for i in range(8)}
    single = {f"single{i}": ["1.jpg"] for i in range(12)}
    dataset, _ = read(folder_of(tmp_path, **several, **single))
    some = subset(dataset, 10, 3)
    people = {picture.person for picture in some.pictures}
    assert len(people) == 10
    assert sum(person.startswith("several") for person in people) == 5
    assert len(some.pictures) == 5 * 10 + 5
    assert some.pairs is None
    assert some == subset(dataset, 10, 3)
    assert some != subset(dataset, 10, 4)
    assert len({picture.person for picture in subset(dataset, 18, 1).pictures}) == 18
    assert {picture.person for picture in subset(dataset, 99, 1).pictures} == {*several, *single}
