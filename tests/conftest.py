"""What every test has: guards, a home of its own, and real data where there is some."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

pytest_plugins = ["pytester", "tests.helpers.guards", "tests.helpers.networks"]

ROOT = Path(__file__).parents[1]

LIVE = "live"

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Share the tests among several workers, where there are any: by file, so that what a file prepares is made once.

    Live tests are one group: they never run beside each other. They begin, so that nobody waits for them at the end.
    """
    if not hasattr(config, "workerinput"):
        return
    for item in items:
        group = LIVE if item.get_closest_marker(LIVE) else item.path.relative_to(ROOT).as_posix()
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: item.get_closest_marker(LIVE) is None)


@pytest.fixture(scope="session", autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep tests, and the processes they start, out of the developer's own data, settings and caches.

    The cache is one for the whole run, so that models are folded once.
    """
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield home


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """Return the folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real pictures and clips, which are not part of the repository."""
    data = Path(os.environ.get("USHER_DATA") or ROOT.parent / "shared" / "data")
    if not data.is_dir():
        pytest.skip(f"no real data at {data}; set USHER_DATA to the folder that has it")
    return data
