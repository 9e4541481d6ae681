"""The mails that ask owners for their updates, and tell officers what is not in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from actionplans.digest import RESTRICTED, Known, digest_of
from actionplans.models import (
    Channel,
    FrameworkSettings,
    Reminder,
    ReviewDecision,
    ReviewState,
    Stage,
)
from actionplans.queries.not_in import NotIn
from actionplans.queries.officers_work import OfficersWork
from actionplans.queries.owed import Owed
from actionplans.reminders.references import reference_of
from partners.models import Absence
from smp_portal.foundation.words import day_date, long_date

MOST_LINES = 10

# GOV.UK Notify makes its own HTML of headings, lists and bare links in a plain text.
_LAYOUTS = {
    Channel.SMTP: "emails/reminder.txt",
    Channel.NOTIFY: "emails/reminder_notify.txt",
}
_NUMBERED = re.compile(r"(?m)^(\* \d+)\. ")


@dataclass(frozen=True)
class ReminderMail:
    """One mail as it goes out, and what it listed for the mail record."""

    message: EmailMultiAlternatives
    message_id: str
    listed: list[dict[str, object]]


@dataclass(frozen=True)
class Line:
    """One thing in a mail, as its reader sees it; a restricted plan's is without its title."""

    kind: str
    pk: int
    plan: int
    title: str
    when: str
    who: str
    is_restricted: bool
    round: int
    returned: str = ""
    owner: str = ""

    @property
    def listed(self) -> dict[str, object]:
        row = {name: asdict(self)[name] for name in ("kind", "pk", "plan", "title")}
        return row | {"for": self.owner} if self.owner else row


def reminder_mail(
    *,
    reminder: Reminder,
    owed: Sequence[Owed],
    not_in: Sequence[NotIn],
    returned: Mapping[int, ReviewDecision],
    token: str,
    rules: FrameworkSettings,
    now: datetime,
    work: OfficersWork | None = None,
    known: Known = frozenset(),
) -> ReminderMail:
    """Everything that one person owes now, in one mail; for an officer what is not in and what needs the team."""
    on = timezone.localdate(now)
    lines = [_line(item, reminder, returned, on=on) for item in owed]
    missing = [_missing(item, reminder, on=on) for item in not_in]
    digest = digest_of(work, on=on, known=known) if work else None
    shown = {Stage.ESCALATED: missing, Stage.DIGEST: []}.get(Stage(reminder.stage), lines)
    context = {
        **_places(token),
        "reminder": reminder,
        "round": reminder.round,
        "rules": rules,
        "returned": sum(line.returned != "" for line in lines),
        "own": lines,
        "digest": digest,
        "was_due": reminder.round.due_on < on,
        "papers_are_out": reminder.round.papers_are_out(on=on),
        "away_until": _away_until(reminder, on=on),
        **_listing(shown, reminder),
    }
    message_id = f"<{reference_of(reminder=reminder.pk, attempt=reminder.attempt)}>"
    message = _message(reminder, context, rules, message_id=message_id, now=now)
    listed = [line.listed for line in shown] + (digest.listed if digest else [])
    return ReminderMail(message, message_id, listed)


def _away_until(reminder: Reminder, *, on: date) -> date | None:
    """The last day of the absence for which this mail's recipient stands in."""
    if reminder.stands_in_for_id is None:
        return None
    away = Absence.objects.on(on).filter(user=reminder.stands_in_for_id)
    return away.values_list("ends_on", flat=True).first()


def _listing(shown: Sequence[Line], reminder: Reminder) -> dict[str, object]:
    """The first ten by title, the rest and the restricted ones as numbers; how many are of the mail's own round."""
    open_lines = [line for line in shown if not line.is_restricted]
    here = sum(line.round == reminder.round_id for line in shown)
    return {
        "number": len(shown),
        "here": here,
        "more_rounds": len(shown) - here,
        "lines": open_lines[:MOST_LINES],
        "more": len(open_lines[MOST_LINES:]),
        "restricted": len({line.plan for line in shown if line.is_restricted}),
    }


def _message(
    reminder: Reminder,
    context: Mapping[str, object],
    rules: FrameworkSettings,
    *,
    message_id: str,
    now: datetime,
) -> EmailMultiAlternatives:
    name = f"emails/reminder_{reminder.stage.lower()}"
    team = formataddr((rules.team_name, rules.team_email))
    subject = " ".join(render_to_string(f"{name}.subject.txt", dict(context)).split())
    # The period stands in the words below; what is asked by when is the mail's own heading.
    heading = subject.removesuffix(f": {reminder.round.title}")
    layout = _LAYOUTS[Channel(reminder.channel)]
    words = {**context, "layout": layout, "subject": subject, "heading": heading}
    text = render_to_string(f"{name}.txt", words)
    is_by_notify = reminder.channel == Channel.NOTIFY
    message = EmailMultiAlternatives(
        subject=subject,
        body=_as_notify_reads(text) if is_by_notify else text,
        to=[reminder.recipient.email],
        reply_to=[team],
        headers=_headers(team, message_id, now=now),
    )
    if not is_by_notify:
        message.attach_alternative(render_to_string(f"{name}.html", words), "text/html")
    return message


def _headers(team: str, message_id: str, *, now: datetime) -> dict[str, str]:
    return {
        "From": team,
        "Date": format_datetime(timezone.localtime(now)),
        "Message-ID": message_id,
        # Machines that answer mail leave it alone, and people's absence notes stay away.
        "Auto-Submitted": "auto-generated",
    }


def _as_notify_reads(text: str) -> str:
    """A text in which GOV.UK Notify sees no more than is meant: it reads [words](address) as a link and "2." as a list."""
    without_hidden_links = text.replace("](", "] (")
    return _NUMBERED.sub(r"\1 ", without_hidden_links).strip()


def _line(
    owed: Owed, reminder: Reminder, returned: Mapping[int, ReviewDecision], *, on: date
) -> Line:
    is_for_another = owed.owner.pk != reminder.recipient_id
    decision = returned.get(owed.review.pk)
    was_returned = owed.action is None and owed.review.state == ReviewState.RETURNED
    return Line(
        kind="action" if owed.action else "review",
        pk=owed.action.pk if owed.action else owed.review.pk,
        plan=owed.plan.pk,
        round=owed.round.pk,
        title=RESTRICTED if owed.plan.is_restricted else owed.title,
        when="; ".join(
            filter(None, [_action_due(owed, on=on), _other_round(owed, reminder, on=on)])
        ),
        who=f"on behalf of {owed.owner}" if is_for_another else "",
        is_restricted=owed.plan.is_restricted,
        returned=" ".join(decision.reason.split()) if decision and was_returned else "",
        owner=str(owed.owner) if is_for_another else "",
    )


def _action_due(owed: Owed, *, on: date) -> str:
    if owed.action is None:
        return ""
    is_or_was = "that was due" if owed.action.due_on < on else "due"
    return f"an action {is_or_was} on {long_date(owed.action.due_on)}"


def _other_round(item: Owed | NotIn, reminder: Reminder, *, on: date) -> str:
    """The period and the date of what is not of the mail's own round, whose own are said once above the list."""
    if item.round.pk == reminder.round_id:
        return ""
    is_or_was = "was" if item.round.due_on < on else "is"
    return f"the update for {item.round} {is_or_was} due by {day_date(item.round.due_on)}"


def _missing(item: NotIn, reminder: Reminder, *, on: date) -> Line:
    return Line(
        kind="action" if item.action else "plan",
        pk=item.action.pk if item.action else item.plan.pk,
        plan=item.plan.pk,
        round=item.round.pk,
        title=RESTRICTED if item.plan.is_restricted else item.title,
        when=_other_round(item, reminder, on=on),
        who=_reached(item),
        is_restricted=item.plan.is_restricted,
    )


def _reached(item: NotIn) -> str:
    if item.person is None:
        return "nobody to ask: the plan has no owner"
    return ", ".join(filter(None, [str(item.person), item.person.post, item.person.telephone]))


def _places(token: str) -> dict[str, str]:
    link = reverse("actionplans:link_home", args=[token]) if token else ""
    return {
        "link": f"{settings.PORTAL_BASE_URL}{link}" if token else "",
        "sign_in": f"{settings.PORTAL_BASE_URL}{reverse('pages:my_work')}",
    }
