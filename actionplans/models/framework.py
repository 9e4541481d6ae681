"""The rules that the partnership agreed for asking and answering."""

from django.db import models
from simple_history.models import HistoricalRecords

# Longer than a quarter's working days, and two rounds would be late at once.
MOST_DAYS = 60
# Mail of the office goes out in office hours.
FIRST_HOUR, LAST_HOUR = 7, 17
DAYS_FIELDS = ("answer_days", "due_lead_days", "overdue_days", "escalated_days", "link_days")


class FrameworkSettings(models.Model):
    """How rounds and reminders run: lead times in working days, and where the partnership team is reached."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    answer_days = models.PositiveSmallIntegerField(
        default=5,
        help_text="Working days from a round's opening to the day its answers are due.",
    )
    due_lead_days = models.PositiveSmallIntegerField(
        default=3,
        help_text="Working days before the due date on which a first reminder goes out.",
    )
    overdue_days = models.PositiveSmallIntegerField(
        default=5,
        help_text="Working days after the due date on which a late reminder goes out.",
    )
    escalated_days = models.PositiveSmallIntegerField(
        default=10,
        help_text="Working days after the due date on which officers are told.",
    )
    link_days = models.PositiveSmallIntegerField(
        default=20,
        help_text="Working days after the due date for which a personal link works.",
    )
    send_hour = models.PositiveSmallIntegerField(
        default=9, help_text="The hour at which reminders go out, by London's clocks."
    )
    team_name = models.CharField(max_length=150, default="The partnership team")
    team_email = models.EmailField(default="team@example.org")
    team_telephone = models.CharField(max_length=30, default="01632 960001")
    team_address = models.TextField(blank=True, help_text="Where letters to the partnership go.")
    team_in_person = models.TextField(
        blank=True, help_text="Where and when people can come and talk to the partnership."
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "framework settings"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="framework_settings_one_row"),
            models.CheckConstraint(
                condition=models.Q(escalated_days__gt=models.F("overdue_days")),
                name="framework_escalation_last",
                violation_error_message="Officers are told after the late reminder has gone out.",
            ),
            models.CheckConstraint(
                condition=models.Q(send_hour__gte=FIRST_HOUR, send_hour__lte=LAST_HOUR),
                name="framework_send_hour",
                violation_error_message=f"Enter an hour from {FIRST_HOUR} to {LAST_HOUR}.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    **{f"{name}__lte": MOST_DAYS for name in DAYS_FIELDS},
                ),
                name="framework_days_at_most",
                violation_error_message=f"Enter {MOST_DAYS} working days or fewer.",
            ),
        ]

    def __str__(self) -> str:
        return "Framework settings"

    @classmethod
    def load(cls) -> "FrameworkSettings":
        """The one row, or the rules as the partnership agreed them where none was saved."""
        return cls.objects.first() or cls()
