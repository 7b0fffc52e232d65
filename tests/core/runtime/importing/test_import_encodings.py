"""Text of unknown encoding is read as it was meant."""

import pytest

from core.runtime.importing.encodings import read_text

TEXTS = {
    "gb18030": [
        "姓名,工号,照片\n王伟,1001,photos/王伟.jpg\n李娜,1002,a.jpg\n",
        "编号;姓名\n7;欧阳修\n",
        "name\n魏璎珞\n",
    ],
    "cp1251": ["Имя;Номер\nИван Петров;12\n", "name,id\nИван Петров,1\n", "name\nЮлия\n", "ФИО\nЁЛКИН ПЁТР\n"],
    "cp1252": ["Name;Straße\nJürgen Müller;x\n", "name\nRenée Côté – “x”\n", "name\nÅsa Öberg\n", "name,id\nZoë,1\n"],
    "utf-8": ["name\nИван 王伟 José\n", "name\nAnn\n", ""],
    "utf-8-sig": ["name\nИван\n"],
    "utf-16": ["name\nИван\n"],
    "utf-16-le": ["name,id\nJosé,1\n"],
    "utf-16-be": ["name,id,photo\nИван,1,ivan.jpg\n"],
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_an_encoding_is_recognised_by_what_it_makes_of_the_text(encoding: str, text: str) -> None:
    assert read_text(text.encode(encoding)).text == text


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_glued_together_from_several_encodings_is_read_line_by_line(mark: bytes) -> None:
    lines = [("王伟,1", "gb18030"), ("Иван Петров,2", "cp1251"), ("José Peña,3", "cp1252"), ("Zoë 李,4", "utf-8")]
    data = mark + b"name,id\n" + b"\n".join(text.encode(encoding) for text, encoding in lines)
    read = read_text(data)
    assert read.text.split("\n") == ["name,id", *(text for text, _ in lines)]
    assert read.encodings == ("GBK", "Windows-1251", "Windows-1252", "UTF-8")


def test_any_bytes_give_some_text() -> None:
    assert read_text(bytes(range(256))).text
    assert "\ufffd" in read_text(b"\xff\xfea\x00b\x00\x00\xd8").text
