"""What came in after a mail: each thing that it listed, with what was answered in its round."""

from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.models import Action, ActionUpdate, Reminder, Review, ReviewAnswer, Stage
from partners.models import User
from smp_portal.foundation.words import long_date

NOTHING = "no answer"

# The round, then the plan for a review, or the action.
_Answers = dict[tuple[int, int], str]


@dataclass(frozen=True)
class AnsweredMail:
    """One mail of the record, and what was answered to each thing that it listed."""

    mail: Reminder
    answered: list[str]


def with_answers(mails: Iterable[Reminder], *, reader: User) -> list[AnsweredMail]:
    """Mails with what was answered, as far as this person may read it; two queries however many mails."""
    mails = list(mails)
    rounds = {mail.round_id for mail in mails}
    reviews, actions = _reviews(rounds, reader), _actions(rounds, reader)
    return [
        AnsweredMail(
            mail,
            [
                # A digest asks nothing that a mail could be answered with.
                ""
                if mail.stage == Stage.DIGEST
                else actions.get((mail.round_id, item["pk"]), NOTHING)
                if item["kind"] == "action"
                else reviews.get((mail.round_id, item["plan"]), NOTHING)
                for item in mail.listed
            ],
        )
        for mail in mails
    ]


def _reviews(rounds: set[int], reader: User) -> _Answers:
    answers = (
        ReviewAnswer.objects.filter(review__in=Review.objects.visible_to(reader))
        .filter(review__round__in=rounds)
        .select_related("review")
        .order_by("at", "pk")
    )
    return {
        (answer.review.round_id, answer.review.plan_id): (
            f"{answer.get_rating_display()}, {long_date(answer.at)}"
        )
        for answer in answers
    }


def _actions(rounds: set[int], reader: User) -> _Answers:
    updates = ActionUpdate.objects.filter(
        round__in=rounds, action__in=Action.objects.visible_to(reader)
    ).order_by("at", "pk")
    return {
        (update.round_id, update.action_id): (
            f"{update.get_status_display()}, {long_date(update.at)}"
        )
        for update in updates
    }
