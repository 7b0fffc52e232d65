"""Shifts, rotas and who follows them, in sentences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from core.domain.calendar import MINUTES_A_DAY, Calendar, Hours
from core.domain.ids import PersonId, ShiftId
from core.domain.text import QT_TRANSLATE_NOOP
from core.domain.work import Assignment, Break, Overtime, Rota, Rounding, RoundTo, Shift, WorkPlan
from gui.presenters.attendance import duration_text
from gui.presenters.text import Translate

WEEK = 7
WEEKDAYS = (
    QT_TRANSLATE_NOOP("Plan", "Mon"),
    QT_TRANSLATE_NOOP("Plan", "Tue"),
    QT_TRANSLATE_NOOP("Plan", "Wed"),
    QT_TRANSLATE_NOOP("Plan", "Thu"),
    QT_TRANSLATE_NOOP("Plan", "Fri"),
    QT_TRANSLATE_NOOP("Plan", "Sat"),
    QT_TRANSLATE_NOOP("Plan", "Sun"),
)
_TOWARDS = {
    RoundTo.NEAREST: QT_TRANSLATE_NOOP("Plan", "to the nearest {n} min"),
    RoundTo.DOWN: QT_TRANSLATE_NOOP("Plan", "down to {n} min"),
    RoundTo.UP: QT_TRANSLATE_NOOP("Plan", "up to {n} min"),
}


def weekday_text(weekday: int, translate: Translate) -> str:
    """Name a weekday in short; Monday is 0."""
    return translate("Plan", WEEKDAYS[weekday])


def weekdays_text(days: Iterable[int], translate: Translate) -> str:
    """Name weekdays, neighbours as one span."""
    spans: list[list[int]] = []
    for day in sorted(days):
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    named = [[weekday_text(day, translate) for day in span] for span in spans]
    return ", ".join("–".join((span[0], span[-1])) if len(span) > 2 else ", ".join(span) for span in named)


def clock(minute: int) -> str:
    """Write minutes after midnight as the clock shows them; the end of a day is 24:00."""
    within = minute if minute <= MINUTES_A_DAY else minute - MINUTES_A_DAY
    return f"{within // 60:02d}:{within % 60:02d}"


def hours_text(hours: Hours, translate: Translate) -> str:
    """Write hours; those past midnight say that they end on the next day."""
    said = f"{clock(hours.start % MINUTES_A_DAY)}–{clock(hours.end)}"
    return translate("Plan", "{hours} on the next day").format(hours=said) if hours.overnight else said


def break_text(pause: Break, translate: Translate) -> str:
    """Say a break, such as “30 min break after 6 h”."""
    if pause.hours is not None:
        span = hours_text(pause.hours, translate)
        if pause.hours.minutes == pause.minutes:
            said = translate("Plan", "break {span}").format(span=span)
        else:
            said = translate("Plan", "{n} min break within {span}").format(n=pause.minutes, span=span)
    elif pause.after:
        said = translate("Plan", "{n} min break after {hours}")
        said = said.format(n=pause.minutes, hours=length_text(pause.after, translate))
    else:
        said = translate("Plan", "{n} min break").format(n=pause.minutes)
    return translate("Plan", "paid {what}").format(what=said) if pause.paid else said


def length_text(minutes: int, translate: Translate) -> str:
    """Write a duration as short as can be: 6 h, 45 min, 7:30 h."""
    if minutes % 60 == 0 and minutes:
        return translate("Plan", "{n} h").format(n=minutes // 60)
    if minutes < 60:
        return translate("Plan", "{n} min").format(n=minutes)
    return translate("Plan", "{n} h").format(n=duration_text(minutes))


def rounding_text(rounding: Rounding, translate: Translate) -> str:
    """Say how something is rounded; empty where whole minutes stay as they are."""
    if rounding.minutes == 1:
        return ""
    return translate("Plan", _TOWARDS[rounding.towards]).format(n=rounding.minutes)


def overtime_text(rule: Overtime, translate: Translate) -> str:
    """Say from when on, and how, overtime counts; empty where every minute does."""
    parts = []
    if rule.threshold:
        parts.append(translate("Plan", "overtime from {n} min on").format(n=rule.threshold))
    rounded = rounding_text(rule.rounding, translate)
    if rounded:
        parts.append(translate("Plan", "overtime rounded {how}").format(how=rounded))
    if rule.before_start:
        parts.append(translate("Plan", "also before the start"))
    if rule.cap is not None:
        parts.append(translate("Plan", "at most {most} overtime a day").format(most=length_text(rule.cap, translate)))
    return ", ".join(parts)


def shift_sentence(shift: Shift, translate: Translate) -> str:
    """Say what a shift asks, without its name: its hours, its breaks, its grace."""
    spans = [hours_text(hours, translate) for hours in shift.hours]
    if shift.flexible:
        parts = [translate("Plan", "any time within {hours}").format(hours=" + ".join(spans))]
    else:
        parts = [" + ".join(spans)]
    if shift.required is not None:
        parts.append(translate("Plan", "{hours} to work").format(hours=length_text(shift.required, translate)))
    if shift.core is not None:
        parts.append(translate("Plan", "core time {hours}").format(hours=hours_text(shift.core, translate)))
    parts += [break_text(pause, translate) for pause in shift.breaks]
    parts.append(grace_text(shift, translate))
    return ", ".join(part for part in parts if part)


def grace_text(shift: Shift, translate: Translate) -> str:
    """Say how late one may come, or how early leave, without it being said."""
    if shift.grace_in == shift.grace_out:
        return translate("Plan", "{n} min grace").format(n=shift.grace_in) if shift.grace_in else ""
    said = translate("Plan", "{n} min grace at the start, {m} at the end")
    return said.format(n=shift.grace_in, m=shift.grace_out)


def shift_fine_print(shift: Shift, translate: Translate) -> str:
    """Say the rest: rounding and overtime; empty where nothing is out of the ordinary."""
    come, go = rounding_text(shift.round_in, translate), rounding_text(shift.round_out, translate)
    parts = []
    if come and come == go:
        parts.append(translate("Plan", "punches rounded {how}").format(how=come))
    else:
        parts.append(translate("Plan", "arrivals rounded {how}").format(how=come) if come else "")
        parts.append(translate("Plan", "departures rounded {how}").format(how=go) if go else "")
    parts.append(overtime_text(shift.overtime, translate))
    return ", ".join(part for part in parts if part)


def names_of(work: WorkPlan) -> Mapping[ShiftId, str]:
    """Return what shifts are called."""
    return {shift.id: shift.name for shift in work.shifts}


def cell_text(shifts: Sequence[ShiftId], names: Mapping[ShiftId, str], translate: Translate) -> str:
    """Say what a day of a rota holds."""
    gone = translate("Plan", "deleted shift")
    return " + ".join(names.get(shift, gone) for shift in shifts) or translate("Plan", "off")


def cycle_text(rota: Rota, translate: Translate) -> str:
    """Say how long the cycle of a rota is."""
    weeks, rest = divmod(len(rota.days), WEEK)
    if not rest:
        if weeks == 1:
            return translate("Plan", "every week the same")
        return translate("Plan", "repeats every {n} weeks").format(n=weeks)
    if len(rota.days) == 1:
        return translate("Plan", "every day the same")
    return translate("Plan", "repeats every {n} days").format(n=len(rota.days))


def rota_sentence(rota: Rota, names: Mapping[ShiftId, str], translate: Translate) -> str:
    """Say a rota in as few spans of days as it has: “Mon–Fri Day”, “Week 1: Mon–Fri Early; week 2: Mon–Fri Late”."""
    if len(rota.days) % WEEK or rota.anchor.weekday():
        return _runs(rota, names, translate)
    weeks = [rota.days[n : n + WEEK] for n in range(0, len(rota.days), WEEK)]
    said = [_week_text(week, names, translate) for week in weeks]
    if len(said) == 1:
        return said[0]
    pattern = translate("Plan", "week {n}: {days}")
    return "; ".join(pattern.format(n=n, days=days) for n, days in enumerate(said, 1))


def _week_text(week: Sequence[tuple[ShiftId, ...]], names: Mapping[ShiftId, str], translate: Translate) -> str:
    by_shifts: dict[tuple[ShiftId, ...], list[int]] = {}
    for day, shifts in enumerate(week):
        if shifts:
            by_shifts.setdefault(shifts, []).append(day)
    said = [f"{weekdays_text(days, translate)} {cell_text(s, names, translate)}" for s, days in by_shifts.items()]
    return ", ".join(said) or translate("Plan", "off")


def _runs(rota: Rota, names: Mapping[ShiftId, str], translate: Translate) -> str:
    runs: list[tuple[tuple[ShiftId, ...], int]] = []
    for shifts in rota.days:
        if runs and runs[-1][0] == shifts:
            runs[-1] = shifts, runs[-1][1] + 1
        else:
            runs.append((shifts, 1))
    return ", ".join(f"{count} × {cell_text(shifts, names, translate)}" for shifts, count in runs)


def shifts_on(rota: Rota, day: date) -> tuple[ShiftId, ...]:
    """Return what a rota holds for a day."""
    return rota.days[(day - rota.anchor).days % len(rota.days)]


def dates_text(given: Assignment, translate: Translate) -> str:
    """Say from which until which day an assignment holds, both inclusive."""
    if given.until is None:
        return translate("Plan", "from {first} on").format(first=given.since)
    last = given.until - timedelta(days=1)
    return translate("Plan", "{first} to {last}").format(first=given.since, last=last)


def who_text(given: Assignment, people: Mapping[PersonId, str], translate: Translate) -> str:
    """Say for whom an assignment is."""
    if given.person is not None:
        return people.get(given.person, translate("Plan", "somebody no longer enrolled"))
    return given.group or translate("Plan", "Everybody")


def state_text(given: Assignment, today: date, translate: Translate) -> str:
    """Say that an assignment does not hold today; empty where it does."""
    if given.until is not None and given.until <= today:
        return translate("Plan", "Over")
    return translate("Plan", "Not yet") if given.since > today else ""


def site_sentence(calendar: Calendar, own_zone: str, translate: Translate) -> str:
    """Say what days are like here: weekend, time zone, when a working day begins."""
    weekend = weekdays_text(calendar.weekend, translate)
    parts = [translate("Plan", "Weekend: {days}").format(days=weekend) if weekend else translate("Plan", "No weekend")]
    own = translate("Plan", "{zone}, this computer’s").format(zone=own_zone)
    parts.append(translate("Plan", "time zone: {zone}").format(zone=calendar.zone or own))
    said = translate("Plan", "a new working day begins at {time} for who has no shift")
    return "; ".join((*parts, said.format(time=clock(calendar.day_starts))))
