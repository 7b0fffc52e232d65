"""Every visible text exists in every language, and a language can be switched while running."""

import logging
import shutil
import string
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from core.domain.errors import SENTENCES
from gui import i18n
from gui.i18n import LANGUAGES, SOURCE_LANGUAGE, Languages, compiled, resolve, source_file, tool
from gui.text import translate
from tests.helpers.guards import ExpectLog

TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
ROOT = Path(__file__).parents[3]

Message = tuple[str, str]


@pytest.fixture
def languages(qapp: QApplication, tmp_path: Path) -> Iterator[Languages]:
    before = QLocale()
    made = Languages(qapp, tmp_path)
    yield made
    made.close()
    QLocale.setDefault(before)


def messages(path: Path) -> dict[Message, ET.Element]:
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in ET.parse(path).iter("context")
        for message in context.iter("message")
    }


@pytest.fixture(scope="module", params=TRANSLATED)
def extracted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a language's file, and a copy that the extractor has brought up to date with the sources."""
    committed = source_file(request.param)
    fresh = tmp_path_factory.mktemp("i18n") / committed.name
    shutil.copy(committed, fresh)
    sources = [str(path) for folder in ("core", "gui") for path in sorted((ROOT / folder).rglob("*.py"))]
    command = [str(tool("lupdate")), "-silent", "-locations", "none", *sources, "-ts", str(fresh)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return committed, fresh


def test_no_text_is_missing_and_none_is_left_over(extracted: tuple[Path, Path]) -> None:
    committed, fresh = extracted
    now = {key: element.find("translation") for key, element in messages(fresh).items()}
    missing = [key for key, found in now.items() if found is None or found.get("type") == "unfinished"]
    obsolete = [
        key for key, found in now.items() if found is not None and found.get("type") in ("vanished", "obsolete")
    ]
    assert (missing, obsolete) == ([], [])
    assert set(messages(committed)) == set(now)


def test_every_error_is_extracted(extracted: tuple[Path, Path]) -> None:
    assert {("errors", text) for text in SENTENCES.values()} <= set(messages(extracted[0]))


def test_translations_name_the_same_facts(extracted: tuple[Path, Path]) -> None:
    def facts(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    wrong = [
        source
        for (_, source), element in messages(extracted[0]).items()
        if facts(source) != facts(element.findtext("translation", ""))
    ]
    assert wrong == []


def test_translations_keep_their_shortcut(extracted: tuple[Path, Path]) -> None:
    wrong = [
        source
        for (_, source), element in messages(extracted[0]).items()
        if ("&" in source) != ("&" in element.findtext("translation", ""))
    ]
    assert wrong == []


def test_the_language_is_switched_and_switched_back(languages: Languages) -> None:
    assert languages.use("zh_CN") == "zh_CN"
    assert translate("Menu", "People") == "人员"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().name() == "zh_CN"
    assert languages.use("en") == "en"
    assert translate("Menu", "People") == "People"


def test_a_translation_is_compiled_once_per_content(tmp_path: Path) -> None:
    first = compiled("zh_CN", tmp_path)
    stamp = first.stat().st_mtime_ns
    assert compiled("zh_CN", tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_without_a_compiler_the_console_speaks_english(
    languages: Languages, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog
) -> None:
    monkeypatch.setattr(i18n, "tool", lambda name: Path(f"no-such-{name}"))
    expected_log("gui.i18n", logging.WARNING, "no translation for zh_CN")
    assert languages.use("zh_CN") == "en"
    assert translate("Menu", "People") == "People"


def test_a_damaged_translation_is_left_out(languages: Languages, tmp_path: Path, expected_log: ExpectLog) -> None:
    compiled("zh_CN", tmp_path).write_bytes(b"damaged")
    expected_log("gui.i18n", logging.WARNING, "cannot be read")
    languages.use("zh_CN")
    assert translate("Menu", "People") == "People"


class Chinese:
    """A platform set to Chinese."""

    @staticmethod
    def system() -> "Chinese":
        return Chinese()

    def uiLanguages(self) -> list[str]:  # noqa: N802 - Qt's name
        return ["zh-Hans-CN", "zh-CN", "en-US"]


def test_the_platforms_language_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "QLocale", Chinese)
    assert resolve("") == "zh_CN"
    assert resolve("en") == "en"
    assert resolve("tlh") == "zh_CN"


def test_an_unknown_platform_language_means_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chinese, "uiLanguages", lambda _: ["pt-BR"])
    monkeypatch.setattr(i18n, "QLocale", Chinese)
    assert resolve("") == "en"
