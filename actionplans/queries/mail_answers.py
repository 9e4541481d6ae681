"""What came in after a mail: each thing that it listed, with what was answered in its round, how and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.models import Action, ActionUpdate, Reminder, Review, ReviewAnswer, Stage
from actionplans.queries.history import named
from partners.models import User
from smp_portal.foundation.words import joined, long_date

NOTHING = "no answer"

# The round, then the plan for a review, or the action.
_Answers = dict[tuple[int, int], str]


@dataclass(frozen=True)
class AnsweredMail:
    """One mail of the record, and what was answered to each thing that it listed."""

    mail: Reminder
    answered: list[str]

    @property
    def listed(self) -> list[tuple[str, str]]:
        """What the mail named, each with what was answered; a restricted plan is not named."""
        titles = [_title(item) for item in self.mail.listed]
        return list(zip(titles, self.answered, strict=True))

    @property
    def for_whom(self) -> str:
        """The people for whom its recipient was asked: who is away, and owners whose deputy they are."""
        return for_whom(self.mail)


def for_whom(mail: Reminder) -> str:
    """Whom a mail's recipient stands in for, by name; nobody where they were asked for themselves alone."""
    names = {item["for"] for item in mail.listed if item.get("for")}
    if mail.stands_in_for is not None:
        names.add(str(mail.stands_in_for))
    return joined(sorted(names))


def _title(item: dict[str, str]) -> str:
    return f"{item['title']}, for {item['for']}" if item.get("for") else item["title"]


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
        .select_related("review", "by__partner", "on_behalf_of__partner")
        .order_by("at", "pk")
    )
    return {
        (answer.review.round_id, answer.review.plan_id): (
            f"{answer.get_rating_display()}, {_how(answer, reader)}"
        )
        for answer in answers
    }


def _actions(rounds: set[int], reader: User) -> _Answers:
    updates = (
        ActionUpdate.objects.filter(round__in=rounds, action__in=Action.objects.visible_to(reader))
        .select_related("by__partner", "on_behalf_of__partner")
        .order_by("at", "pk")
    )
    return {
        (update.round_id, update.action_id): (
            f"{update.get_status_display()}, {_how(update, reader)}"
        )
        for update in updates
    }


def _how(said: ReviewAnswer | ActionUpdate, reader: User) -> str:
    """When, by which way and by whom: "5 October 2022, by link, Tom Ashby"."""
    who = named(said.by, reader=reader)
    if said.on_behalf_of is not None:
        who = f"{who} for {named(said.on_behalf_of, reader=reader)}"
    return f"{long_date(said.at)}, {said.get_via_display()}, {who}"
