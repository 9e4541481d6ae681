"""The mails that had to do with one plan, those that were not needed any more included."""

from dataclasses import dataclass

from actionplans.models import ActionPlan, Reminder, ReviewAnswer
from actionplans.queries.mail_record import MailRow
from partners.models import User


@dataclass(frozen=True)
class PlanMail(MailRow):
    """One mail, and which of the plan's actions it named."""

    actions: frozenset[int]


def plan_mails(plan: ActionPlan, *, reader: User) -> list[PlanMail]:
    """Mails that named the plan, and mails that never got so far as to name anything to whoever is asked about it."""
    mails = (
        Reminder.objects.visible_to(reader)
        .filter(round__reviews__plan=plan)
        .select_related("round", "recipient__partner")
    )
    naming = {mail.pk: _named(mail, plan) for mail in mails}
    asked = _asked(plan) | {(mail.round_id, mail.recipient_id) for mail in mails if naming[mail.pk]}
    people = {person.pk for person in (plan.owner, plan.deputy) if person}
    people |= set(plan.actions.values_list("lead_person", flat=True)) - {None}
    return [
        PlanMail(mail, _actions(naming[mail.pk]))
        for mail in mails
        if naming[mail.pk]
        or (
            not mail.listed
            and (mail.recipient_id in people or (mail.round_id, mail.recipient_id) in asked)
        )
    ]


def _asked(plan: ActionPlan) -> set[tuple[int, int]]:
    answers = ReviewAnswer.objects.filter(review__plan=plan)
    return set(answers.values_list("review__round", "by"))


def _named(mail: Reminder, plan: ActionPlan) -> list[dict[str, object]]:
    return [item for item in mail.listed if item["plan"] == plan.pk]


def _actions(items: list[dict[str, object]]) -> frozenset[int]:
    return frozenset(int(str(item["pk"])) for item in items if item["kind"] == "action")
