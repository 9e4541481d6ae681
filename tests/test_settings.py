"""The portal starts with safe settings only, and says what is wrong with others."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAFE = {
    "ALLOWED_HOSTS": "portal.example.org",
    "DEBUG": "false",
    "DEMO": "false",
    "SECRET_KEY": "a-long-random-text-that-only-this-test-knows",
}


def start(**given: str) -> subprocess.CompletedProcess[str]:
    """Read the settings as the web server and the worker do."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", "import smp_portal.settings"],
        cwd=ROOT,
        env={**os.environ, **SAFE, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_that_are_safe() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is empty: set it to a long random text"),
        ({"DEBUG": "true"}, "DEBUG is on outside the demonstration"),
        ({"ALLOWED_HOSTS": "portal.example.org,*"}, "ALLOWED_HOSTS has *: name the hosts"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty: name the hosts"),
        ({"DEMO": "true", "SECRET_KEY": ""}, "SECRET_KEY is empty"),
    ],
    ids=lambda case: "-".join(case) if isinstance(case, dict) else "",
)
def test_settings_that_are_refused(given: dict[str, str], words: str) -> None:
    started = start(**given)
    assert started.returncode == 1
    assert words in started.stderr.splitlines()[-1]


def test_every_setting_is_explained() -> None:
    settings = (ROOT / "smp_portal" / "settings.py").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    asked = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', settings))
    explained = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert asked - explained == set()
    # The web server reads this one by itself.
    assert explained - asked == {"WEB_CONCURRENCY"}
