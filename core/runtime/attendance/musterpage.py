"""The list of who is inside as a page and as text that need nothing else to be read."""

from html import escape

from core.domain.reports import Muster, MusterRow
from core.runtime.attendance import words
from core.runtime.attendance.words import Say
from core.runtime.attendance.zones import zone_named

_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="5">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px sans-serif; margin: 2em; color: #111; background: #fff; }}
h1 {{ margin: 0; }} p {{ margin: 0.3em 0 1em; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #bbb; padding: 0.35em 0.6em; text-align: left; vertical-align: top; }}
thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}
.met {{ width: 3em; }} .box {{ display: inline-block; width: 1em; height: 1em; border: 1px solid #111; }}
@media print {{ body {{ margin: 0; font-size: 11pt; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{company}{at}<br><strong>{count}</strong></p>
{list}
</body>
</html>
"""


def page(muster: Muster, say: Say) -> bytes:
    """Return the list as HTML; it is read anew by itself while it is open, and prints with boxes to be ticked."""
    heads = (words.NAME, words.GROUPS, words.SINCE, words.DOOR)
    head = "".join(f"<th>{escape(say(text))}</th>" for text in heads)
    rows = "".join(
        '<tr><td><span class="box"></span></td>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(row, muster, say))
        + "</tr>\n"
        for row in muster.inside
    )
    table = (
        f'<table><thead><tr><th class="met">{escape(say(words.SEEN))}</th>{head}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table>"
    )
    text = _PAGE.format(
        title=escape(say(words.MUSTER_TITLE)),
        company=f"{escape(muster.company)} · " if muster.company else "",
        at=escape(_at(muster, say)),
        count=escape(_count(muster, say)),
        list=table if muster.inside else "",
    )
    return text.encode()


def plain(muster: Muster, say: Say) -> str:
    """Return the list as text, one person a line."""
    lines = [say(words.MUSTER_TITLE), *([muster.company] if muster.company else []), _at(muster, say)]
    lines += [_count(muster, say), ""]
    rows = [_cells(row, muster, say) for row in muster.inside]
    widths = [max(len(row[place]) for row in rows) for place in range(4)] if rows else []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"[ ] {'  '.join(cells)}".rstrip())
    return "\n".join(lines) + "\n"


def _at(muster: Muster, say: Say) -> str:
    local = muster.at.astimezone(zone_named(muster.zone))
    return say(words.MUSTER_AT).format(moment=f"{local:%Y-%m-%d %H:%M:%S}", zone=muster.zone)


def _count(muster: Muster, say: Say) -> str:
    if not muster.inside:
        return say(words.MUSTER_NOBODY)
    visitors = sum(row.visitor for row in muster.inside)
    return say(words.MUSTER_COUNT).format(count=len(muster.inside), visitors=visitors)


def _cells(row: MusterRow, muster: Muster, say: Say) -> tuple[str, str, str, str]:
    since = row.since.astimezone(zone_named(muster.zone))
    what = ", ".join(sorted(row.groups))
    if row.visitor:
        what = say(words.MUSTER_VISITOR).format(host=row.host) if row.host else say(words.MUSTER_ALONE)
    return row.name, what, f"{since:%Y-%m-%d %H:%M}", row.door
