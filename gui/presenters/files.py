"""What is said of files somebody is enrolled from."""

from core.runtime.enrol_material import FileReading
from gui.presenters.text import Translate

FILTER_SUFFIXES = (
    ".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".avif",
    ".mp4", ".mkv", ".avi", ".mov", ".webm", ".m4v", ".ts", ".mpg", ".mpeg",
)  # fmt: skip
"""Endings a file dialog offers; whatever else is dropped is tried as well and says why it is none."""


def said_of(reading: FileReading, translate: Translate) -> str:
    """Say what a file showed."""
    name, count = reading.path.name, len(reading.shots)
    if reading.several:
        return translate("Enrol", "{file} shows {n} faces: select the right one below.").format(file=name, n=count)
    if count > 1:
        return translate("Enrol", "{file}: {n} pictures of one person.").format(file=name, n=count)
    if not reading.shots[0].quality.usable:
        return translate("Enrol", "{file}: the face is not good enough to be recognised by.").format(file=name)
    return translate("Enrol", "{file}: one good face.").format(file=name)
