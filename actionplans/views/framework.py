"""The rules of asking: read by officers, changed by administrators, foreseen before they hold."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.forms.framework import SettingsForm, WhoseMailsForm
from actionplans.models import FrameworkSettings, ReviewRound
from actionplans.permissions import can_change_settings
from actionplans.queries.roles import first_person_asked, rounds_ahead
from actionplans.queries.settings_page import read_settings
from actionplans.reminders.preview import compare
from actionplans.services.framework import edit_settings
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import require, team_only
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save


@require_safe
def settings_detail(request: PortalRequest) -> HttpResponse:
    """When people are asked, where the team is reached, and who changed that."""
    team_only(request.user)
    rules, rounds = FrameworkSettings.load(), rounds_ahead()
    whose = _whose(request, rounds)
    context = {
        "page": read_settings(rules),
        "may_edit": can_change_settings(request.user),
        **_preview(whose, rounds, rules, rules),
    }
    return render(request, "actionplans/settings_detail.html", context)


@reads_or_sends
def settings_edit(request: PortalRequest) -> HttpResponse:
    """Change the rules, or see first whose mails would move."""
    team_only(request.user)
    require(can_change_settings(request.user))
    form = SettingsForm(posted(request), instance=FrameworkSettings.load())
    only_shown = "show" in request.POST
    done = None if only_shown else _saved(request, form)
    context = {"form": form, "is_shown": only_shown and form.is_valid()}
    rounds = [] if done else rounds_ahead()
    whose = _whose(request, rounds)
    if context["is_shown"]:
        context |= _preview(whose, rounds, FrameworkSettings.load(), form.instance)
    else:
        context |= {"whose": whose}
    return done or render(request, "actionplans/settings_edit.html", context)


def _saved(request: PortalRequest, form: SettingsForm) -> HttpResponse | None:
    return save(
        request,
        form,
        lambda: edit_settings(
            rules=form.instance, version=form.cleaned_data["version"], by=request.user
        ),
        said="The settings are saved. Mails that have not gone out yet follow them",
        to=reverse("actionplans:settings_detail"),
    )


def _whose(request: PortalRequest, rounds: list[ReviewRound]) -> WhoseMailsForm:
    chosen = request.POST if request.method == "POST" else request.GET
    return WhoseMailsForm(chosen or None, at_first=first_person_asked(rounds))


def _preview(
    whose: WhoseMailsForm,
    rounds: list[ReviewRound],
    rules: FrameworkSettings,
    proposed: FrameworkSettings,
) -> dict[str, object]:
    person = whose.person
    compared = (
        compare(person, rounds, rules=rules, proposed=proposed, now=clock.now()) if person else []
    )
    return {
        "whose": whose,
        "person": person,
        "compared": compared,
        "differs": any(item.differs for item in compared),
    }
