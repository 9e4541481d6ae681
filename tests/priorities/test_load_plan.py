"""`manage.py load_plan FILE`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partners.models import Partner
from smp_portal.foundation.versions import claim_version
from tests.priorities.plan_texts import SMALL_PLAN

pytestmark = pytest.mark.django_db


def load(file: Path) -> str:
    said = StringIO()
    call_command("load_plan", str(file), stdout=said)
    return said.getvalue()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    file = tmp_path / "plan.toml"
    file.write_text(SMALL_PLAN, encoding="utf-8")
    return file


def test_load_plan_says_what_became_of_the_rows(plan_file: Path) -> None:
    assert load(plan_file) == (
        f"{plan_file}: created 15, changed 0, unchanged 0, left alone 0 (edited in the portal since)\n"
    )


def test_load_plan_names_what_it_left_alone(plan_file: Path) -> None:
    load(plan_file)
    claim_version(Partner.objects.get(slug="old-council"), 1)
    assert load(plan_file) == (
        f"{plan_file}: created 0, changed 0, unchanged 14, left alone 1 (edited in the portal since)\n"
        "  left alone: Old Council\n"
    )


def test_load_plan_refused_says_where(plan_file: Path) -> None:
    plan_file.write_text(SMALL_PLAN.replace('title = "Lost cats"\n', ""), encoding="utf-8")
    with pytest.raises(CommandError) as error:
        load(plan_file)
    assert str(error.value) == (
        f"{plan_file} was refused and nothing of it was saved.\n"
        "line 44, priority 2: title is missing; expected a text of 1 to 200 characters on one line"
    )
    assert not Partner.objects.exists()


def test_load_plan_without_the_file_says_so(tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    with pytest.raises(CommandError) as error:
        load(file)
    assert str(error.value) == f"{file} can't be opened: No such file or directory."


def test_load_plan_of_another_encoding_says_where(plan_file: Path) -> None:
    plan_file.write_bytes(b'[plan]\ntitle = "caf\xe9"\n')
    with pytest.raises(CommandError) as error:
        load(plan_file)
    assert str(error.value) == f"{plan_file}, line 2: expected text in UTF-8."
