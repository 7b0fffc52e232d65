"""What may be in the repository, and how large its pieces may grow."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP_LEVEL = {
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "core", "gui", "models", "pyproject.toml",
    "resources", "tests", "uv.lock",
}  # fmt: skip

WEIGHTS = r"\.(onnx|pt|pth|ort|tflite|caffemodel|dat|npz|npy|pkl)$"
PICTURES = r"\.(jpe?g|png|webp|bmp|gif|heic|mp4|avi|mkv|mov)$"

FOREIGN = {
    "a package registry's address": re.compile(r"pypi\.org|pythonhosted\.org|\bdeb\.debian\.org|registry\.npmjs"),
    "one machine's path": re.compile(r"/(?<![\w.~/-]/)(work|tmp|root|home/\w+|Users/\w+)/"),
}
LOCKED = {"uv.lock"}  # a lock file names where every package is fetched from

FUNCTION_LINES = 40
MODULE_LINES = 400

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(scope="module")
def tracked(repo_root: Path) -> list[Path]:
    """Return every file git keeps, relative to the root."""
    if not (repo_root / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=repo_root, capture_output=True, check=True, text=True)
    return [Path(name) for name in listing.stdout.split("\0") if name and (repo_root / name).exists()]


@pytest.fixture(scope="module")
def contents(tracked: list[Path], repo_root: Path) -> dict[Path, bytes]:
    """Return what those files hold."""
    return {path: (repo_root / path).read_bytes() for path in tracked}


@pytest.fixture(scope="module")
def modules(repo_root: Path) -> dict[Path, str]:
    """Return the source of every Python file under core, gui and tests, by its path from the root."""
    found = [path for folder in ("core", "gui", "tests") for path in sorted((repo_root / folder).rglob("*.py"))]
    return {path.relative_to(repo_root): path.read_text(encoding="utf-8") for path in found}


def test_top_level_is_tidy(tracked: list[Path]) -> None:
    names = {path.parts[0] for path in tracked}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize("suffix", [WEIGHTS, PICTURES], ids=["weights", "pictures"])
def test_neither_weights_nor_pictures(suffix: str, tracked: list[Path]) -> None:
    assert [str(path) for path in tracked if re.search(suffix, path.name, re.IGNORECASE)] == []


def test_every_file_is_text(contents: dict[Path, bytes]) -> None:
    assert [str(path) for path, content in contents.items() if b"\0" in content] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_belongs_to_one_machine(what: str, contents: dict[Path, bytes]) -> None:
    texts = {path: content.decode() for path, content in contents.items() if path.name not in LOCKED}
    found = [
        f"{path}:{len(text[: one.end()].splitlines())}: {one[0]}"
        for path, text in texts.items()
        for one in FOREIGN[what].finditer(text)
    ]
    assert found == []


def _functions(node: ast.AST) -> Iterator[Function]:
    """Yield every function, also those within classes, functions and blocks; an expression can hold none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child
        if not isinstance(child, ast.expr):
            yield from _functions(child)


def _body_lines(function: Function) -> int:
    """Count the lines from `def` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_functions_stay_short(modules: dict[Path, str]) -> None:
    # One tree at a time: the collection of garbage would go through all of them again and again.
    long = [
        f"{path}:{function.lineno}: {function.name} has {_body_lines(function)} lines"
        for path, source in modules.items()
        for function in _functions(ast.parse(source))
        if _body_lines(function) > FUNCTION_LINES
    ]
    assert long == []


def test_modules_stay_short(modules: dict[Path, str]) -> None:
    lengths = {str(path): len(source.splitlines()) for path, source in modules.items()}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_domain_needs_nothing_but_numpy(modules: dict[Path, str]) -> None:
    """The contracts of import-linter can forbid names, not allow only some."""
    foreign = {
        f"{path}: {name}"
        for path, source in modules.items()
        if path.parts[:2] == ("core", "domain")
        for name in _imported(ast.parse(source))
        if name.partition(".")[0] not in sys.stdlib_module_names | {"numpy"} and not name.startswith("core.domain")
    }
    assert foreign == set()
