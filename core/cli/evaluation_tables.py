"""An evaluation as tables for people: a column for every pack."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from core.cli.output import say, show_table
from core.runtime.evaluation.forms import USED, FormTrial
from core.runtime.evaluation.identification import OpenSet
from core.runtime.evaluation.notes import Note
from core.runtime.evaluation.run import FARS, FPIRS, Evaluation, WorstPair
from core.runtime.evaluation.verification import Estimate, Figures

Row = tuple[str, ...]
Cell = Callable[[Evaluation], str]

_NOTHING = "–"
_WORST_SHOWN = 5


def show(found: Sequence[Evaluation], notes: Sequence[Note]) -> None:
    """Print everything but the finer points, which are in the JSON."""
    columns = ("", *(Path(one.pack).name for one in found))
    for title, rows in (
        ("What was evaluated", _about(found)),
        ("Two pictures compared: 95 % intervals in brackets", _verification(found)),
        ("Searched among the enrolled, with strangers", _identification(found)),
        (f"The same visitors, people kept in other ways; in brackets what {USED.value} gains", _forms(found)),
        (f"By the smaller face's width: TAR | FAR, at the threshold of FAR {_percent(FARS[0])}", _widths(found)),
        (
            f"Pictures made worse: face found | TAR | TAR with faces not found | FAR, at FAR {_percent(FARS[0])}",
            _worse(found),
        ),
        ("Milliseconds on one thread: median | p99", _timings(found)),
    ):
        show_table(title, columns, rows)
    for one in found:
        say(f"{one.model}, least alike of one person: {_pairs(one.lowest_genuine)}")
        say(f"{one.model}, most alike of two: {_pairs(one.highest_impostors)}")
    for pack, note in [("", note) for note in notes] + [(f"{one.model}, ", n) for one in found for n in one.notes]:
        say(f"{pack}{note.reason.replace('-', ' ')}: {note.count} ({', '.join(note.examples)})")


def _about(found: Sequence[Evaluation]) -> Iterator[Row]:
    yield _row("model", found, lambda one: f"{one.model}, {one.dimensions} numbers")
    yield _row("licence", found, lambda one: one.licence or "not said")
    yield _row("origin", found, lambda one: one.origin or "not said")
    yield _row("people, pictures", found, lambda one: f"{one.people}, {one.pictures}")
    yield _row("without a face", found, lambda one: str(one.pictures - one.measured))


def _verification(found: Sequence[Evaluation]) -> Iterator[Row]:
    def listed(one: Evaluation) -> str:
        how = "drawn by seed" if one.pairs.built else "listed"
        return f"{one.pairs.same} same, {one.pairs.different} different, {how}, {one.pairs.lost} lost"

    yield _row("pairs", found, listed)
    yield _row("accuracy over ten folds", found, lambda one: _estimate(one.pairs.accuracy))
    yield from _figures("these pairs against their pictures", found, lambda one: one.pairs.figures)
    yield from _figures("these pairs against all pictures", found, lambda one: one.listed_against_all)
    yield from _figures("all pairs", found, lambda one: one.everything)


def _figures(title: str, found: Sequence[Evaluation], pick: Callable[[Evaluation], Figures]) -> Iterator[Row]:
    yield _row(title, found, lambda one: f"{pick(one).genuine} genuine, {pick(one).impostors} impostors")
    for i, far in enumerate(FARS):

        def rate(one: Evaluation, i: int = i) -> str:
            rate = pick(one).rates[i]
            return f"{_estimate(rate.tar)} at {_cosine(rate.threshold)}"

        yield _row(f"  TAR at FAR {_percent(far)}", found, rate)
    yield _row("  equal error rate", found, lambda one: _estimate(pick(one).equal_error))


def _identification(found: Sequence[Evaluation]) -> Iterator[Row]:
    longest = max((one.galleries for one in found), key=lambda galleries: len(tuple(galleries)))
    for i, first in enumerate(longest):
        yield _row(f"{first.people} people enrolled", found, _of_gallery(i, lambda g: f"{g.templates} templates"))
        yield _row("  probes", found, _of_gallery(i, lambda g: f"{g.members} of members, {g.strangers} of strangers"))
        yield _row("  rank 1", found, _of_gallery(i, lambda g: _estimate(g.rank1)))
        for j, fpir in enumerate(FPIRS):

            def rate(gallery: OpenSet, j: int = j) -> str:
                return f"{_estimate(gallery.rates[j].tpir)} at {_cosine(gallery.rates[j].threshold)}"

            yield _row(f"  TPIR at FPIR {_percent(fpir)}", found, _of_gallery(i, rate))
        yield _row("  as shipped: named rightly", found, _of_gallery(i, lambda g: _estimate(g.at_point.tpir)))
        yield _row("  as shipped: named wrongly", found, _of_gallery(i, lambda g: _estimate(g.at_point.misnamed)))
        yield _row("  as shipped: strangers named", found, _of_gallery(i, lambda g: _estimate(g.at_point.fpir)))


def _of_gallery(i: int, cell: Callable[[OpenSet], str]) -> Cell:
    return lambda one: cell(one.galleries[i]) if i < len(one.galleries) else _NOTHING


def _forms(found: Sequence[Evaluation]) -> Iterator[Row]:
    longest = max((one.forms for one in found), key=lambda forms: len(tuple(forms)))
    for i, first in enumerate(longest):

        def about(trial: FormTrial) -> str:
            return f"{trial.people} people, {trial.members} + {trial.strangers} probes, {trial.draws} draws"

        yield _row(f"{first.pictures} pictures each", found, _of_trial(i, about))
        for j, figures in enumerate(first.figures):
            form = figures.form.value
            yield _row(f"  {form}: rank 1", found, _of_trial(i, partial(_form_rank1, form=j)))
            for k, fpir in enumerate(FPIRS):
                cell = _of_trial(i, partial(_form_tpir, form=j, fpir=k))
                yield _row(f"    TPIR at FPIR {_percent(fpir)}", found, cell)


def _of_trial(i: int, cell: Callable[[FormTrial], str]) -> Cell:
    return lambda one: cell(one.forms[i]) if i < len(one.forms) else _NOTHING


def _form_rank1(trial: FormTrial, form: int) -> str:
    return _estimate(trial.figures[form].rank1)


def _form_tpir(trial: FormTrial, form: int, fpir: int) -> str:
    figures = trial.figures[form]
    found = _estimate(figures.tpirs[fpir])
    if not figures.leads or figures.leads[fpir].value is None:
        return found
    return f"{found} [{_points(figures.leads[fpir])}]"


def _points(lead: Estimate) -> str:
    """Return a difference of shares and its interval, in points of a hundred."""
    values = [value for value in (lead.value, lead.low, lead.high) if value is not None]
    value, *ends = (f"{100 * value:+.2f}" for value in values)
    return f"{value}, {'…'.join(ends)}" if ends else value


def _widths(found: Sequence[Evaluation]) -> Iterator[Row]:
    bins = [{(each.low, each.high): each for each in one.widths} for one in found]
    for low, high in sorted({key for one in bins for key in one}):
        cells = [
            f"{_share(each.tar[0])} | {_share(each.far[0])} of {each.genuine}, {each.impostors}" if each else _NOTHING
            for each in (one.get((low, high)) for one in bins)
        ]
        yield (f"{low} to {high} px" if high else f"{low} px and wider", *cells)


def _worse(found: Sequence[Evaluation]) -> Iterator[Row]:
    for i, variant in enumerate(found[0].worsened):

        def cell(one: Evaluation, i: int = i) -> str:
            each = one.worsened[i]
            shares = (each.found, each.tar[0], each.tar_of_all[0], each.far[0])
            return f"{' | '.join(_share(share) for share in shares)} of {each.pictures}"

        yield _row(variant.label, found, cell)


def _timings(found: Sequence[Evaluation]) -> Iterator[Row]:
    for stage in dict.fromkeys(stage for one in found for stage in one.timings_ms):

        def cell(one: Evaluation, stage: str = stage) -> str:
            spread = one.timings_ms.get(stage)
            return f"{spread.p50:.2f} | {spread.p99:.2f} of {spread.n}" if spread else _NOTHING

        yield _row(stage, found, cell)


def _row(label: str, found: Sequence[Evaluation], cell: Cell) -> Row:
    return (label, *(cell(one) for one in found))


def _pairs(pairs: Sequence[WorstPair]) -> str:
    return "; ".join(f"{pair.a}, {pair.b} ({pair.cosine:.2f})" for pair in pairs[:_WORST_SHOWN]) or _NOTHING


def _estimate(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return _share(estimate.value)
    return f"{_share(estimate.value)} ({100 * estimate.low:.2f}…{100 * estimate.high:.2f})"


def _share(value: float | None) -> str:
    return _NOTHING if value is None else f"{100 * value:.2f} %"


def _percent(value: float) -> str:
    return f"{100 * value:g} %"


def _cosine(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.3f}"
