"""The set-up script, with stand-ins for the system's package tools: what it asks of them, and what it tells people."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for Unix shells")

NEW_UV = 'case "$1" in --version) echo "uv 0.99.0 (a build)" ;; esac'
OLD_UV = 'case "$1" in --version) echo "uv 0.4.9" ;; *) exit 2 ;; esac'
STALE_UV = 'case "$*" in --version) echo "uv 0.99.0" ;; *--check*) exit 1 ;; esac'
UV_WITHOUT_PYTHON = 'case "$*" in --version) echo "uv 0.99.0" ;; "python find") exit 2 ;; esac'


def _program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@dataclass
class Machine:
    """A pretended machine: programs by name, each a line of shell. Every call of them is written down."""

    checkout: Path
    programs: dict[str, str] = field(default_factory=dict)

    def setup(self, *arguments: str) -> "Outcome":
        """Run the script here."""
        bin_dir = self.checkout.parent / "bin"
        calls = self.checkout.parent / "calls"
        bin_dir.mkdir(exist_ok=True)
        calls.write_text("", encoding="utf-8")
        for name, body in self.programs.items():
            _program(bin_dir / name, f'echo "{name} $*" >> "{calls}"\n{body}')
        environment = {"PATH": f"{bin_dir}:/usr/bin:/bin", "HOME": str(self.checkout.parent)}
        done = subprocess.run(
            ["bash", str(self.checkout / ".ci" / "setup"), *arguments],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return Outcome(done.returncode, done.stderr, calls.read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True)
class Outcome:
    """How the script ended, what it said, and the calls it made."""

    code: int
    said: str
    calls: list[str]

    def of(self, program: str) -> list[str]:
        """Return the calls of one program, without its name."""
        return [call.removeprefix(f"{program} ") for call in self.calls if call.startswith(f"{program} ")]


@pytest.fixture
def machine(tmp_path: Path, repo_root: Path) -> Machine:
    """Return a Debian with everything installed, reached by a path with spaces, as root."""
    checkout = tmp_path / "a b" / "usher"
    shutil.copytree(repo_root / ".ci", checkout / ".ci")
    return Machine(
        checkout,
        {
            "dpkg-query": "echo installed",
            "apt-cache": "exit 0",
            "apt-get": "exit 0",
            "id": "echo 0",
            "uv": NEW_UV,
        },
    )


def test_complete_machine_is_left_alone(machine: Machine) -> None:
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    assert outcome.of("apt-get") == []
    assert [call for call in outcome.of("uv") if "sync" in call] == ["sync --frozen --check --quiet"]
    assert outcome.said == ""


def test_stale_environment_is_synchronised_from_the_lock(machine: Machine) -> None:
    machine.programs["uv"] = STALE_UV
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    assert outcome.of("uv")[-1] == "sync --frozen --compile-bytecode"


def test_other_environment_gets_what_is_asked_for_and_leaves_the_first_alone(machine: Machine) -> None:
    machine.programs["uv"] = 'echo "into $UV_PROJECT_ENVIRONMENT" >&2\n' + STALE_UV
    outcome = machine.setup(".venv-other", "--no-dev", "--extra", "some")
    assert outcome.code == 0, outcome.said
    assert [call for call in outcome.of("uv") if "sync" in call] == [
        "sync --frozen --no-dev --extra some --check --quiet",
        "sync --frozen --no-dev --extra some --compile-bytecode",
    ]
    assert outcome.said.splitlines()[-1] == "into .venv-other"


def test_missing_libraries_are_installed_under_the_names_this_system_has(machine: Machine) -> None:
    machine.programs["dpkg-query"] = 'case "$*" in *libgl1*|*libglib2.0*) exit 1 ;; *) echo installed ;; esac'
    machine.programs["apt-cache"] = 'case "$*" in *t64) exit 100 ;; esac'
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    update, install = outcome.of("apt-get")
    assert update == "update -qq"
    assert install.endswith(" libglib2.0-0 libgl1")


def test_newer_names_come_first(machine: Machine) -> None:
    machine.programs["dpkg-query"] = 'case "$*" in *libglib2.0*) exit 1 ;; *) echo installed ;; esac'
    assert machine.setup().of("apt-get")[-1].endswith(" libglib2.0-0t64")


def test_either_name_will_do(machine: Machine) -> None:
    machine.programs["dpkg-query"] = 'case "$*" in *libglib2.0-0) exit 1 ;; *) echo installed ;; esac'
    assert machine.setup().of("apt-get") == []


def test_removed_package_with_its_settings_left_counts_as_missing(machine: Machine) -> None:
    machine.programs["dpkg-query"] = 'case "$*" in *libegl1*) echo config-files ;; *) echo installed ;; esac'
    assert machine.setup().of("apt-get")[-1].endswith(" libegl1")


def test_stale_package_lists_do_not_stop_it(machine: Machine) -> None:
    machine.programs["dpkg-query"] = 'case "$*" in *libegl1*) exit 1 ;; *) echo installed ;; esac'
    machine.programs["apt-get"] = 'case "$1" in update) exit 100 ;; esac'
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    assert "could not be refreshed" in outcome.said


def test_somebody_without_rights_is_told_the_command(machine: Machine) -> None:
    machine.programs["id"] = "echo 1000"
    machine.programs["sudo"] = "exit 1"
    machine.programs["dpkg-query"] = 'case "$*" in *libegl1*) exit 1 ;; *) echo installed ;; esac'
    outcome = machine.setup()
    assert outcome.code == 1
    assert "apt-get update && apt-get install --no-install-recommends libegl1" in outcome.said
    assert outcome.of("apt-get") == []


def test_sudo_is_used_where_it_needs_no_password(machine: Machine) -> None:
    machine.programs["id"] = "echo 1000"
    machine.programs["sudo"] = 'case "$1" in -n) exit 0 ;; esac; exec "$@"'
    machine.programs["dpkg-query"] = 'case "$*" in *libegl1*) exit 1 ;; *) echo installed ;; esac'
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    assert any("apt-get install" in call for call in outcome.of("sudo"))


def test_failed_installation_stops_it(machine: Machine) -> None:
    machine.programs["dpkg-query"] = 'case "$*" in *libegl1*) exit 1 ;; *) echo installed ;; esac'
    machine.programs["apt-get"] = 'case "$*" in *install*) echo "E: no such luck" >&2; exit 100 ;; esac'
    outcome = machine.setup()
    assert outcome.code == 100
    assert "E: no such luck" in outcome.said
    assert [call for call in outcome.of("uv") if "sync" in call] == []


def test_old_uv_is_replaced_by_one_of_our_own(machine: Machine) -> None:
    machine.programs |= {"uv": OLD_UV, "python3": "exit 0"}
    private = machine.checkout / ".uv" / "bin"
    private.mkdir(parents=True)
    # What `python3 -m venv .uv` would make: a python whose pip brings uv.
    _program(private / "not-yet", NEW_UV)
    _program(private / "python", f'mv "{private}/not-yet" "{private}/uv"')
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    assert "fetching uv" in outcome.said
    assert "-m venv .uv" in outcome.of("python3")
    assert machine.setup().said == ""


def test_python_is_installed_where_uv_must_be_fetched_and_there_is_none(machine: Machine) -> None:
    machine.programs["uv"] = OLD_UV
    machine.programs["python3"] = "exit 1"
    outcome = machine.setup()
    assert outcome.of("apt-get")[-1].endswith(" python3 python3-venv")


def test_unsuitable_python_is_replaced_and_said(machine: Machine) -> None:
    machine.programs["uv"] = UV_WITHOUT_PYTHON
    outcome = machine.setup()
    assert outcome.code == 0, outcome.said
    assert "uv fetches one" in outcome.said
    assert "python install 3.13" in outcome.of("uv")
