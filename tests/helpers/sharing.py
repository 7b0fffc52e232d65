"""A pytest plugin: how several workers share the tests, where there are any.

A file's tests are one worker's, so that what they prepare is made once. Files with live tests are one worker's too,
which never run beside each other. xdist's own groups do nothing with this pytest, whose node ids no longer come from
the attribute xdist writes them to.
"""

from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

LIVE = "live"

ROOT = Path(__file__).parents[2]


@cache
def group_of(file: str) -> str:
    """Return what keeps the tests of a file, named from the root, together: itself, or that they are live."""
    return LIVE if f"pytest.mark.{LIVE}" in (ROOT / file).read_text(encoding="utf-8") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Hand out whole groups where groups are asked for."""
    if config.getoption("dist") != "loadgroup":
        return None
    # A method that only xdist calls, by a name of its own; hence no `class`.
    by_group = type("ByGroup", (LoadScopeScheduling,), {"_split_scope": lambda _self, nodeid: group_of(_file(nodeid))})
    return by_group(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let live tests begin, so that nobody waits for them at the end."""
    if not hasattr(config, "workerinput"):
        return
    groups = {item: group_of(_file(item.nodeid)) for item in items}
    for item in items:
        if item.get_closest_marker(LIVE) and groups[item] != LIVE:
            raise pytest.UsageError(f"{item.nodeid} is live, and its file does not say so in a word")
    items.sort(key=lambda item: groups[item] != LIVE)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
