"""The locks hold names, versions and hashes, and no address that a package must come from."""

import json

import pytest

from deploy.embedded.places import ROOT


@pytest.mark.parametrize("name", ["portal.txt", "dev.txt"])
def test_python_lock_has_hashes_and_no_address(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    packages = [line for line in lines if not line.startswith(" ")]
    assert [line for line in lines if "://" in line or line.startswith("--")] == []
    assert [line for line in packages if not line.endswith("\\")] == []


def test_front_end_lock_has_hashes_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    del packages[""]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
