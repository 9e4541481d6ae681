"""What the repository promises of itself."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parent.parent
DEPENDENCY = re.compile(r'^    "[^"]+",\s+# \S.+$')


def _dependency_lines() -> list[str]:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    end = lines.index("[tool.pytest.ini_options]")
    return [line for line in lines[start:end] if line.startswith('    "')]


def test_every_dependency_says_what_it_is_for() -> None:
    lines = _dependency_lines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert len(lines) == len(declared)
    assert [line for line in lines if not DEPENDENCY.match(line)] == []


@pytest.mark.parametrize(
    "lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_lock_holds_no_registry_address(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")


def test_front_end_lock_holds_no_registry_address() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock


def test_every_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    assert _missing("portal.txt", runtime) == []
    assert _missing("dev.txt", [*runtime, *dev]) == []


def _missing(lock: str, dependencies: list[str]) -> list[str]:
    locked = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    names = [re.split(r"[\[<>=; ]", dependency)[0] for dependency in dependencies]
    return [name for name in names if not re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE)]


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_style_is_defined_in_one_place() -> None:
    sources = sorted((ROOT / "static" / "src").glob("*.scss"))
    rules = re.compile(r"(?<!,\n)^\.([\w-]+) \{", re.MULTILINE)
    found = [
        (name, source.name) for source in sources for name in set(rules.findall(source.read_text()))
    ]
    named = [name for name, _ in found]
    assert len(named) > 200
    assert [one for one in found if named.count(one[0]) > 1] == []
