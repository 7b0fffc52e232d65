"""What the loading page says."""

from gui.presenters.text import Translate


def phase(key: str, translate: Translate) -> str:
    """Say what is being done while the station opens; `key` is one of `core.bootstrap.open_station`'s phases."""
    match key:
        case "database":
            return translate("Start", "Opening the database…")
        case "models":
            return translate("Start", "Loading the recognition models…")
        case "people":
            return translate("Start", "Getting to know the people of the demo…")
        case "cameras":
            return translate("Start", "Starting the cameras…")
    return translate("Start", "Starting…")
