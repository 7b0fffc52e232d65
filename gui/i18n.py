"""Languages: the .ts files of resources/i18n, compiled once per content into the cache folder.

Qt reads compiled translations only. They are not kept beside the sources, so that they can never be stale: the
compiler that comes with PySide6 makes them when a language is first wanted.
"""

import hashlib
import logging
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.config import cache_dir

_log = logging.getLogger(__name__)

SOURCE_LANGUAGE = "en"
LANGUAGES: dict[str, str] = {"en": "English", "zh_CN": "简体中文"}
"""Every language by its own name; what is written in the sources comes first."""

_COMPILE_SECONDS = 30.0


def tool(name: str) -> Path:
    """Return the path of a Qt program that PySide6 carries, such as lrelease."""
    return Path(PySide6.__file__).parent / (f"{name}.exe" if sys.platform == "win32" else name)


def source_file(language: str) -> Path:
    """Return the .ts file of a language."""
    return Path(str(resources.files("resources") / "i18n" / f"usher_{language}.ts"))


def resolve(choice: str) -> str:
    """Return the language to use: the chosen one, or the first of the platform's that there is."""
    if choice in LANGUAGES:
        return choice
    for wanted in QLocale.system().uiLanguages():
        for language in LANGUAGES:
            if wanted.split("-")[0] == language.split("_")[0]:
                return language
    return SOURCE_LANGUAGE


def compiled(language: str, cache: Path) -> Path:
    """Return the compiled translation of a language, made now where `cache` has none of this content.

    Raises OSError or subprocess.SubprocessError where it cannot be made.
    """
    source = source_file(language)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    target = cache / "i18n" / f"usher_{language}-{digest}.qm"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}.tmp")
        command = [str(tool("lrelease")), "-silent", str(source), "-qm", str(fresh)]
        subprocess.run(command, check=True, capture_output=True, timeout=_COMPILE_SECONDS)
        fresh.replace(target)
    return target


class Languages:
    """Installs one language at a time into the application."""

    def __init__(self, app: QCoreApplication, cache: Path | None = None) -> None:
        self._app = app
        self._cache = cache or cache_dir()
        self._installed: list[QTranslator] = []
        self.current = SOURCE_LANGUAGE

    def use(self, choice: str) -> str:
        """Switch to `choice` ("" follows the platform); returns the language now in force.

        What was built before keeps its words: build it again. English is used, and logged, where compiling fails.
        """
        language = resolve(choice)
        self._remove()
        if language != SOURCE_LANGUAGE:
            try:
                ours = compiled(language, self._cache)
            except (OSError, subprocess.SubprocessError) as error:
                _log.warning("no translation for %s: %s", language, error)
                language = SOURCE_LANGUAGE
            else:
                self._install(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}")
                self._install(str(ours.parent), ours.name)
        QLocale.setDefault(QLocale(language))
        self.current = language
        return language

    def close(self) -> None:
        """Take the translators out again; the program is ending."""
        self._remove()

    def _install(self, folder: str, name: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
        else:
            _log.warning("the translation %s in %s cannot be read", name, folder)

    def _remove(self) -> None:
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
