"""Holidays in words, and the public ones of the world by the library `holidays`.

The library is imported only where it is used: that takes a second, and most never need it. `countries`, `parts_of` and
`public_holidays` are for workers.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from core.domain.calendar import Holiday
from gui.presenters.text import Translate

Named = Callable[[str], str]
"""Says what a country is called whose ISO 3166-1 code is given; empty for an unknown one."""


def countries(named: Named) -> tuple[tuple[str, str], ...]:
    """Return every country whose holidays are known: pairs of a code and a name, by name."""
    import holidays

    codes = holidays.list_supported_countries(include_aliases=False)
    return tuple(sorted(((code, named(code) or code) for code in codes), key=_by_name))


def parts_of(country: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a country with holidays of their own: pairs of a code and a name, by name."""
    import holidays

    made = holidays.country_holidays(country)
    named = made.get_subdivision_aliases()
    return tuple(sorted(((part, _part_name(part, named.get(part, []))) for part in made.subdivisions), key=_by_name))


def public_holidays(country: str, part: str, year: int, language: str) -> tuple[Holiday, ...]:
    """Return a year's public holidays in a country or a part of it, named in a language where the library has it.

    `language` is like zh_CN; else they are named as in the country. Days with several names stand there once.
    """
    import holidays

    made = holidays.country_holidays(country)
    spoken = best_language(language, made.supported_languages) or made.default_language
    found = holidays.country_holidays(country, subdiv=part or None, years=year, language=spoken)
    days = {(day.date() if isinstance(day, datetime) else day): name for day, name in found.items()}
    return tuple(Holiday(day, name) for day, name in sorted(days.items()))


def best_language(wanted: str, known: Sequence[str]) -> str | None:
    """Return the known language that is or resembles the wanted one; None where there is none."""
    if wanted in known:
        return wanted
    return next((each for each in known if each.split("_")[0] == wanted.split("_")[0]), None)


def fresh(found: Iterable[Holiday], kept: Iterable[Holiday]) -> tuple[Holiday, ...]:
    """Return the holidays of days nobody is spared on yet."""
    taken = {holiday.day for holiday in kept if not holiday.groups}
    return tuple(holiday for holiday in found if holiday.day not in taken)


def spared_text(holiday: Holiday, translate: Translate) -> str:
    """Say who has the day off."""
    if not holiday.groups:
        return translate("Plan", "everybody has the day off")
    groups = ", ".join(sorted(holiday.groups, key=str.casefold))
    return translate("Plan", "only {groups} have the day off").format(groups=groups)


def year_text(holidays: Iterable[Holiday], year: int, translate: Translate) -> str:
    """Say how many days off a year has."""
    count = len({holiday.day for holiday in holidays if holiday.day.year == year})
    if count == 1:
        return translate("Plan", "1 day off")
    return translate("Plan", "{n} days off").format(n=count)


def _part_name(code: str, names: Sequence[str]) -> str:
    return f"{names[0]} ({code})" if names else code


def _by_name(part: tuple[str, str]) -> str:
    return part[1].casefold()
