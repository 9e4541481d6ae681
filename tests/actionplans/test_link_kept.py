"""An answer sent to a link that is over is given back, whatever the reason."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from actionplans.models import ReviewAnswer, ReviewLink
from tests.actionplans.asking import issue_link
from tests.actionplans.reminding import owner_of
from tests.factories import ReviewFactory, ReviewRoundFactory

pytestmark = pytest.mark.django_db

OPENED = datetime(2022, 10, 3, 8, tzinfo=UTC)
TYPED = {"rating": "GREEN", "narrative": "Six villages <b>running</b> 🙂"}


def sent_to(client: Client, token: str, review_pk: int) -> str:
    response = client.post(reverse("actionplans:link_review", args=[token, review_pk]), TYPED)
    assert response.status_code == 404
    return response.content.decode()


@time_machine.travel(datetime(2022, 10, 5, 8, 30, tzinfo=UTC), tick=False)
def test_answer_to_a_dead_link_is_given_back(client: Client) -> None:
    review = ReviewFactory.create(round=ReviewRoundFactory.create(opened_at=OPENED))
    token = issue_link(recipient=owner_of(review), round_=review.round, today=OPENED.date())
    ReviewLink.objects.update(revoked_at=OPENED)
    page = sent_to(client, token, review.pk)
    assert "Six villages &lt;b&gt;running&lt;/b&gt; 🙂" in page
    assert "Nothing of this has been saved." in page
    assert page == sent_to(client, "never-issued", review.pk)
    assert not ReviewAnswer.objects.exists()
