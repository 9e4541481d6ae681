"""What the clock of the demonstration remembers."""

from datetime import timedelta

from django.db import models


class ClockShift(models.Model):
    """How far the demonstration's clock runs from the real one; its row also marks a database made for it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    shift = models.DurationField(default=timedelta)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="clock_shift_is_one_row")
        ]

    def __str__(self) -> str:
        return f"the demonstration's clock, {self.shift} from the real one"
