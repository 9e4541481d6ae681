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
NUMBER = "11111111-2222-4333-8444-555555555555"
NOTIFY = {
    "MAIL_CHANNEL": "notify",
    "NOTIFY_API_KEY": f"live-{NUMBER}-{NUMBER}",
    "NOTIFY_TEMPLATE_ID": "66666666-2222-4333-8444-555555555555",
    "NOTIFY_RECEIPTS_TOKEN": "a-token-of-thirty-two-characters",
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

    assert start(**NOTIFY).returncode == 0
    assert start(NOTIFY_RECEIPTS_TOKEN=NOTIFY["NOTIFY_RECEIPTS_TOKEN"]).returncode == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is empty: set it to a long random text"),
        ({"DEBUG": "true"}, "DEBUG is on outside the demonstration"),
        (
            {"ALLOWED_HOSTS": "portal.example.org,*"},
            "ALLOWED_HOSTS is empty or has *: name the hosts",
        ),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty or has *: name the hosts"),
        ({"DEMO": "true", "SECRET_KEY": ""}, "SECRET_KEY is empty"),
        ({"MAIL_CHANNEL": "pigeon"}, "MAIL_CHANNEL names no way for mail to go out"),
        ({"NOTIFY_RECEIPTS_TOKEN": "short"}, "NOTIFY_RECEIPTS_TOKEN is too short"),
    ],
    ids=lambda case: "-".join(case) if isinstance(case, dict) else "",
)
def test_settings_that_are_refused(given: dict[str, str], words: str) -> None:
    started = start(**given)
    assert started.returncode == 1
    assert words in started.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"NOTIFY_API_KEY": ""}, "NOTIFY_API_KEY is not a key of GOV.UK Notify"),
        ({"NOTIFY_API_KEY": NUMBER}, "NOTIFY_API_KEY is not a key of GOV.UK Notify"),
        ({"NOTIFY_TEMPLATE_ID": "reminder"}, "NOTIFY_TEMPLATE_ID is not a template’s ID"),
        ({"NOTIFY_RECEIPTS_TOKEN": ""}, "NOTIFY_RECEIPTS_TOKEN is empty"),
        ({"NOTIFY_REPLY_TO_ID": "team@example.org"}, "NOTIFY_REPLY_TO_ID is not an ID"),
        ({"NOTIFY_TIMEOUT": "0"}, "NOTIFY_TIMEOUT must be a number of seconds"),
        ({"NOTIFY_BASE_URL": "http://notify.example.org"}, "NOTIFY_BASE_URL must begin with https"),
        ({"NOTIFY_BASE_URL": "https://"}, "NOTIFY_BASE_URL must begin with https"),
    ],
    ids=lambda case: "-".join(map("=".join, case.items())) if isinstance(case, dict) else "",
)
def test_notify_settings_that_are_refused(given: dict[str, str], words: str) -> None:
    started = start(**NOTIFY | given)
    assert started.returncode == 1
    assert words in started.stderr.splitlines()[-1]


def test_refusing_a_key_does_not_show_it() -> None:
    started = start(**NOTIFY | {"NOTIFY_API_KEY": f"live-{NUMBER}"})
    assert NUMBER not in started.stderr


def test_every_setting_is_explained() -> None:
    read = ("settings.py", "foundation/mail_way.py")
    settings = "".join((ROOT / "smp_portal" / name).read_text(encoding="utf-8") for name in read)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    asked = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', settings))
    explained = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert asked - explained == set()
    # The web server reads this one by itself.
    assert explained - asked == {"WEB_CONCURRENCY"}
