"""The portal's tables, as far as the bare site shows them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """Who is signed in."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=150)
    USERNAME_FIELD = "email"
    objects = BaseUserManager["Person"]()

    class Meta:
        app_label, db_table, managed = "bare", "partners_user", False


class Organisation(models.Model):
    """Who leads an action."""

    name = models.CharField(max_length=200)

    class Meta:
        app_label, db_table, managed = "bare", "partners_partner", False


class Plan(models.Model):
    """One plan."""

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    year = models.CharField(max_length=7)
    owner = models.ForeignKey(Person, models.PROTECT, null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(
        max_length=10, choices=[("DRAFT", "Draft"), ("ACTIVE", "Active"), ("CLOSED", "Closed")]
    )
    is_restricted = models.BooleanField(default=False)

    class Meta:
        app_label, db_table, managed = "bare", "actionplans_actionplan", False


class Action(models.Model):
    """One action of a plan."""

    plan = models.ForeignKey(Plan, models.PROTECT)
    reference = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    lead_partner = models.ForeignKey(Organisation, models.PROTECT)
    due_on = models.DateField()
    status = models.CharField(max_length=20)

    class Meta:
        app_label, db_table, managed = "bare", "actionplans_action", False


class Event(models.Model):
    """One change of a plan or of one of its actions."""

    plan = models.ForeignKey(Plan, models.PROTECT)
    action = models.ForeignKey(Action, models.PROTECT, null=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        app_label, db_table, managed = "bare", "actionplans_planevent", False
