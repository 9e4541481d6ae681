"""People of the partnership, what they may do, and when they are away."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from partners.models.partner import Partner


class Role(models.TextChoices):
    """What a person may see and administer; what they may update follows from what they were given."""

    OFFICER = "OFFICER", "Partnership officer"
    OWNER = "OWNER", "Action plan owner"
    BOARD = "BOARD", "Board member"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator"


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        """People who may sign in and be asked."""
        return self.filter(is_active=True)

    def officers(self) -> "UserQuerySet":
        return self.filter(role=Role.OFFICER)

    def visible_to(self, user: "User") -> "UserQuerySet":
        """The people whose records a person may read: their own, officers and administrators all."""
        if user.runs_the_portal:
            return self
        return self.filter(pk=user.pk) if user.may_read else self.none()


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, *, email: str, full_name: str, role: str, **details: Any) -> "User":
        """A person who signs in by a code sent to their address, so has no password."""
        user: User = self.model(
            email=email.strip().lower(), full_name=full_name, role=role, **details
        )
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        found: User = self.get(email__iexact=email)
        return found


class PeopleRecords(HistoricalRecords):  # type: ignore[misc]
    """What is known of people, version by version: a sign-in, which Django notes on the person too, is none."""

    def post_save(
        self, instance: "User", created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        """Keep a version of a person of whom more was saved than when they last signed in."""
        if kwargs.get("update_fields") != frozenset({"last_login"}):
            super().post_save(instance, created, using, **kwargs)


class User(AbstractBaseUser):
    """A person of the partnership, known by post and organisation on what the board sees."""

    email = models.EmailField(
        max_length=254,
        unique=True,
        error_messages={"unique": "Somebody with this e-mail address is already listed."},
    )
    full_name = models.CharField(max_length=150)
    post = models.CharField(max_length=150)
    telephone = models.CharField(max_length=30, blank=True)
    partner: "models.ForeignKey[Partner]" = models.ForeignKey(
        "partners.Partner", on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    address_dead_since = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which an officer noted that mail to this address does not arrive.",
    )
    address_since = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When another address was put in, or the address was found to take mail after all.",
    )
    history = PeopleRecords(excluded_fields=["password", "last_login"])

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Somebody with this e-mail address is already listed.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def post_and_organisation(self) -> str:
        """How the board and the public see this person."""
        return f"{self.post}, {self.partner.name}"

    @property
    def runs_the_portal(self) -> bool:
        """Whether this person edits the plan and sees all of it: officers and administrators."""
        return self.is_active and self.role in {Role.OFFICER, Role.ADMINISTRATOR}

    @property
    def sits_on_the_board(self) -> bool:
        """Whether this person reads what the board is given."""
        return self.is_active and self.role == Role.BOARD

    @property
    def may_read(self) -> bool:
        """Whether this person may read the working plan; an unknown role sees nothing."""
        return self.is_active and self.role in set(Role.values)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> "AbsenceQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def visible_to(self, user: User) -> "AbsenceQuerySet":
        """Everybody's own absences; officers and administrators keep all of them."""
        if user.runs_the_portal:
            return self
        return self.filter(user=user) if user.may_read else self.none()


class Absence(models.Model):
    """Days on which a person's deputy is asked instead."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="absence_dates_in_order",
                violation_error_message="The last day away can't be before the first.",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("user")),
                name="absence_deputy_is_another",
                violation_error_message="Choose somebody else as deputy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} away, {self.deputy} asked instead"
