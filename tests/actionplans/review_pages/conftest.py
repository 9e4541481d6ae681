"""One review that is asked, the officer who decides on it and the owner who answers it."""

import pytest
from django.test import Client

from actionplans.models import Review
from tests.actionplans.asking import road_safety, tom_ashby
from tests.factories import PartnerFactory, officer


@pytest.fixture
def review() -> Review:
    county = PartnerFactory.create(name="County Council")
    return road_safety(owner=tom_ashby(partner=county, telephone="01632 960123"))


@pytest.fixture
def helen(client: Client) -> Client:
    client.force_login(officer(full_name="Helen Marsh"))
    return client


@pytest.fixture
def tom(client: Client, review: Review) -> Client:
    assert review.plan.owner
    client.force_login(review.plan.owner)
    return client
