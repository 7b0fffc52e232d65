"""Tables, workbooks, folders and archives are read, and those that mean harm are refused."""

import io
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing import places, tables
from core.runtime.importing.headers import RememberedColumns, guessed, meanings_of
from core.runtime.importing.model import ImportField, Source, Table
from core.runtime.importing.places import open_place
from core.runtime.importing.sources import read_source

F = ImportField


def read(path: Path) -> Source:
    with open_place(path) as place:
        return read_source(path, place)


def table(path: Path) -> Table:
    return read(path).table


def cells(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in table(path).rows]


def refusal(path: Path) -> ErrorCode:
    with pytest.raises(KnownError) as caught:
        read(path)
    return caught.value.code


def files(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return root


def archive(path: Path, *names: str, content: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_headers_known(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "people.csv"
    rows = [["Name", "Photo", "Groups"], ["Costa, Ana; Dr.", '"a;b.jpg;c.jpg"', "x"]]
    rows[1][0] = f'"{rows[1][0]}"'
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    assert table(path).columns == ("Name", "Photo", "Groups")
    assert cells(path) == [("Costa, Ana; Dr.", "a;b.jpg;c.jpg", "x")]


def test_rows_keep_the_number_of_their_line(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('sep=;\n\nname;id;\n\n"Ana\nMaria";7\n;;\nBen;8;surplus\n', encoding="utf-8")
    found = table(path)
    assert found.columns == ("name", "id")
    assert [(row.number, row.cells) for row in found.rows] == [(5, ("Ana\nMaria", "7")), (8, ("Ben", "8", "surplus"))]


def test_a_workbook_is_read_as_it_looks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "ID", "Born", "Consent", None])
    sheet.append(["王伟", 1042, datetime(1990, 5, 1), True, None])  # noqa: DTZ001 - as Excel has it
    sheet.append([None, None])
    sheet.append(["Ana", 7.5, None, False, "more"])
    book.save(tmp_path / "people.xlsx")
    found = table(tmp_path / "people.xlsx")
    assert found.columns == ("Name", "ID", "Born", "Consent")
    assert [(row.number, row.cells) for row in found.rows] == [
        (2, ("王伟", "1042", "1990-05-01", "yes")),
        (4, ("Ana", "7.5", "", "no", "more")),
    ]


def test_a_cell_in_the_last_corner_of_a_sheet_costs_no_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["XFD2"] = "name", "Ana", "far away"
    book.save(tmp_path / "people.xlsx")
    assert cells(tmp_path / "people.xlsx") == [("Ana",)]


def test_a_workbook_that_unpacks_to_more_than_it_should_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["name"])
    book.save(tmp_path / "people.xlsx")
    monkeypatch.setattr(tables, "_MOST_SHEET_BYTES", 100)
    assert refusal(tmp_path / "people.xlsx") is ErrorCode.IMPORT_UNREADABLE


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["name"])
    book.save(tmp_path / "good.xlsx")
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><worksheet><sheetData><row><c t="str"><v>&e9;'
    )
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as bad:
        for entry in good.infolist():
            is_sheet = entry.filename.startswith("xl/worksheets/")
            bad.writestr(entry, bomb + "</v></c></row></sheetData></worksheet>" if is_sheet else good.read(entry))
    assert refusal(tmp_path / "bomb.xlsx") is ErrorCode.IMPORT_UNREADABLE


@pytest.mark.parametrize(
    ("name", "content"),
    [("people.xlsx", b"name,id\n"), ("people.csv", b"PK\3\4rest"), ("people.csv", b""), ("people.csv", b"\n ,\n"),
     ("people.csv", b"name\n" + b"\0\1\2\3" * 99), ("people.csv", b'name\n"' + b"x" * 200_000), ("people.doc", b"x")],
)  # fmt: skip
def test_what_is_no_table_is_said_to_be_none(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) is ErrorCode.IMPORT_UNREADABLE


def test_a_table_of_headers_alone_and_a_folder_without_pictures_are_empty(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,photo\n", encoding="utf-8")
    assert refusal(tmp_path / "people.csv") is ErrorCode.IMPORT_EMPTY
    assert refusal(files(tmp_path / "notes", "a.md", "b/c.doc")) is ErrorCode.IMPORT_EMPTY
    assert refusal(tmp_path / "gone.csv") is ErrorCode.IMPORT_MISSING


def test_a_folder_for_every_person_is_a_table(tmp_path: Path) -> None:
    root = files(
        tmp_path, "README.md", "images/Ana_Costa/1.jpg", "images/Ana_Costa/old/2.PNG", "images/Ana_Costa/notes.txt",
        "images/1042_Ben Weber/a.jpg", "images/.hidden/x.jpg", "images/E-17_Li Na.jpg", "images/Eva (2).jpg",
        "images/Eva.webp",
    )  # fmt: skip
    assert cells(root) == [
        ("1042", "Ben Weber", "images/1042_Ben Weber/a.jpg"),
        ("", "Ana Costa", "images/Ana_Costa/1.jpg\nimages/Ana_Costa/old/2.PNG"),
        ("E-17", "Li Na", "images/E-17_Li Na.jpg"),
        ("", "Eva", "images/Eva (2).jpg\nimages/Eva.webp"),
    ]


def test_one_folder_of_pictures_is_a_person_unless_it_is_called_like_its_archive(tmp_path: Path) -> None:
    assert cells(files(tmp_path / "a", "Ana/1.jpg", "Ana/2.jpg")) == [("", "Ana", "Ana/1.jpg\nAna/2.jpg")]
    assert [row[1] for row in cells(files(tmp_path / "b", "Photos/Ana.jpg", "Photos/Ben.jpg"))] == ["Ana", "Ben"]
    packed = archive(tmp_path / "staff.zip", "staff/Ana.jpg", "staff/Ben.jpg", "__MACOSX/staff/Ana.jpg")
    assert [row[1] for row in cells(packed)] == ["Ana", "Ben"]


def test_a_table_beside_pictures_says_who_they_are(tmp_path: Path) -> None:
    packed = archive(tmp_path / "staff.zip", "staff/1.jpg", "staff/people.csv", content=b"name,photo\nAna,1.jpg\n")
    source = read(packed)
    assert (source.base, source.table.rows[0].cells) == ("staff/", ("Ana", "1.jpg"))
    folder = files(tmp_path / "lfw", "images/Ana/1.jpg", "images/Ben/1.jpg")
    (folder / "pairs.csv").write_text("a,b,same\nx,y,1\n", encoding="utf-8")
    assert [row[1] for row in cells(folder)] == ["Ana", "Ben"]
    for name in ("one.csv", "two.csv"):
        (folder / name).write_text("name,photo\nAna,1.jpg\n", encoding="utf-8")
    assert refusal(folder) is ErrorCode.IMPORT_AMBIGUOUS


@pytest.mark.parametrize("name", ["../out.jpg", "/etc/x.jpg", "a/../../x.jpg", "C:\\x.jpg", "..\\x.jpg"])
def test_an_archive_that_reaches_outside_of_itself_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(archive(tmp_path / "a.zip", "Ana/1.jpg", name)) is ErrorCode.ARCHIVE_REFUSED


def test_an_archive_with_a_link_or_a_password_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("Ana/1.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    assert refusal(tmp_path / "link.zip") is ErrorCode.ARCHIVE_REFUSED
    data = bytearray(archive(tmp_path / "locked.zip", "Ana/1.jpg").read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    assert refusal(tmp_path / "locked.zip") is ErrorCode.ARCHIVE_REFUSED


def test_an_archive_that_unpacks_to_a_multiple_of_its_size_is_refused(tmp_path: Path) -> None:
    bomb = archive(tmp_path / "bomb.zip", "Ana/1.bmp", content=bytes(20_000_000))
    assert refusal(bomb) is ErrorCode.ARCHIVE_REFUSED


def test_a_file_of_an_archive_is_never_larger_than_it_says(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", "Ana/1.jpg", content=bytes(10_000))
    data = path.read_bytes()
    size = (10_000).to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    with open_place(path) as place:
        assert place.bytes_of("Ana/1.jpg") == 10
        with pytest.raises(KnownError) as caught:
            place.read("Ana/1.jpg", 1000)
        assert caught.value.code is ErrorCode.ARCHIVE_DAMAGED
        with place.lent(["Ana/1.jpg"]) as (lent,):
            assert lent.read_bytes() == b""
    assert not lent.exists()


def test_a_damaged_archive_is_said_to_be_one(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", "Ana/1.jpg", content=bytes(10_000))
    path.write_bytes(path.read_bytes()[:40])
    assert refusal(path) is ErrorCode.ARCHIVE_DAMAGED


def test_names_packed_in_china_are_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("AAAA/1.jpg", b"x")
    data = buffer.getvalue().replace(b"AAAA", "王伟".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    assert [row[1] for row in cells(tmp_path / "a.zip")] == ["王伟"]


def test_more_files_than_anybody_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_FILES", 2)
    assert refusal(archive(tmp_path / "a.zip", "1.jpg", "2.jpg", "3.jpg")) is ErrorCode.ARCHIVE_REFUSED


@pytest.mark.parametrize(
    ("columns", "meanings"),
    [
        (("Employee ID", "FULL NAME", "Photo 1", "photo_2", "Dept"), (F.ID, F.NAME, F.PHOTO, F.PHOTO, F.IGNORED)),
        (("工号", "姓名", "性别", "部门", "照片", "有效期至"), (F.ID, F.NAME, F.GENDER, F.GROUPS, F.PHOTO, F.UNTIL)),
        (("Табельный номер", "Фамилия", "Имя", "Пол"), (F.ID, F.LAST_NAME, F.FIRST_NAME, F.GENDER)),
        (("Vorname", "Foto", "Gültig bis", "Name"), (F.FIRST_NAME, F.PHOTO, F.UNTIL, F.NAME)),
        (("First name", "Image"), (F.NAME, F.PHOTO)),
        (("a", "b", "same"), (F.IGNORED, F.IGNORED, F.IGNORED)),
        (("Name", "Person"), (F.NAME, F.IGNORED)),
    ],
)
def test_headers_are_understood(columns: tuple[str, ...], meanings: tuple[ImportField, ...]) -> None:
    assert guessed(columns) == meanings


def test_what_was_said_of_columns_is_remembered_by_their_headers(tmp_path: Path) -> None:
    columns = ("Who", "Name", "Pic")
    remembered = RememberedColumns(tmp_path)
    said = {"who": F.NAME, "PIC": F.PHOTO}
    meanings = meanings_of(columns, said, remembered.of(columns), "x.csv")
    assert meanings == (F.NAME, F.IGNORED, F.PHOTO)
    remembered.keep(columns, meanings)
    turned = ("Pic", "Who", "Name")
    assert meanings_of(turned, {}, RememberedColumns(tmp_path).of(turned), "y.csv") == (F.PHOTO, F.NAME, F.IGNORED)
    with pytest.raises(KnownError) as caught:
        meanings_of(columns, {"Whom": F.NAME}, {}, "x.csv")
    assert caught.value.code is ErrorCode.IMPORT_UNMAPPED
    (tmp_path / "import-columns.json").write_bytes(b"damaged")
    assert remembered.of(columns) == {}
