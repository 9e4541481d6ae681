"""The people of the partnership: officers read, administrators add, change and let go."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partners.emails import send_invitation
from partners.filters.people import UserFilter
from partners.forms.people import ADDRESS_TAKEN, UserForm
from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import User
from partners.permissions import can_administer_people, require, team_only
from partners.queries.person_page import read_person
from partners.services.people import mark_address_alive, reactivate_user, save_user
from partners.sheets import PEOPLE_COLUMNS, PEOPLE_FIELDS, PEOPLE_SORTS
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, ordered, send_sheet

ON_A_PAGE = 50


@require_safe
def user_list(request: PortalRequest) -> HttpResponse:
    """Who is in the partnership, and what each may do."""
    listing = Listing(request.GET, PEOPLE_SORTS)
    narrowed = UserFilter(request.GET, queryset=_people(request.user).select_related("partner"))
    people = ordered(narrowed.qs, listing.sort, PEOPLE_FIELDS, then=("full_name", "pk"))
    if listing.file:
        sheet = Sheet("People", PEOPLE_COLUMNS, people)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "page": Paginator(people, ON_A_PAGE).get_page(listing.page),
        "filter": narrowed,
        "form": narrowed.form,
        "listing": listing,
        "may_edit": can_administer_people(request.user),
    }
    return render(request, "partners/user_list.html", context)


@reads_or_sends
def user_add(request: PortalRequest) -> HttpResponse:
    """Let a new person in."""
    _administered(request.user)
    form = UserForm(posted(request), on=clock.today())
    if _saved(form, by=request.user):
        _invite(request, form.instance, done=f"{form.instance} is added and can sign in.")
        return redirect("partners:user_list")
    return render(request, "partners/user_add.html", {"form": form})


@require_safe
def user_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """One person: how they are reached, when they are away, and for the team what was changed about them."""
    people = User.objects.visible_to(request.user).select_related("partner")
    person = get_object_or_404(people, pk=pk)
    page = read_person(person, reader=request.user, on=clock.today())
    context = {
        "page": page,
        "person": person,
        "is_own": person == request.user,
        "may_edit": can_administer_people(request.user),
    }
    return render(request, "partners/user_detail.html", context)


@reads_or_sends
def user_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change what is known about a person, or what they may do."""
    person = get_object_or_404(_administered(request.user), pk=pk)
    form = UserForm(posted(request), instance=person, on=clock.today())
    if _saved(form, by=request.user):
        messages.success(request, f"{form.instance} is saved")
        return redirect("partners:user_detail", pk)
    # A refused form has written into the person; the heading names who they are.
    person = User.objects.get(pk=pk) if form.is_bound else person
    return render(request, "partners/user_edit.html", {"form": form, "person": person})


@require_POST
def user_reactivate(request: PortalRequest, pk: int) -> HttpResponse:
    """Let a person back in."""
    person = get_object_or_404(_administered(request.user), pk=pk)
    reactivate_user(user=person, by=request.user, now=clock.now())
    messages.success(request, f"{person} can sign in again")
    return redirect("partners:user_detail", pk)


@require_POST
def user_address_alive(request: PortalRequest, pk: int) -> HttpResponse:
    """Take back that mail to somebody's address does not arrive."""
    person = get_object_or_404(_people(request.user), pk=pk)
    mark_address_alive(user=person, by=request.user, now=clock.now())
    messages.success(request, f"Mail goes to {person.email} again")
    return redirect("partners:user_detail", pk)


@require_POST
def user_invite(request: PortalRequest, pk: int) -> HttpResponse:
    """Send somebody the invitation again."""
    person = get_object_or_404(_administered(request.user).filter(is_active=True), pk=pk)
    _invite(request, person)
    return redirect("partners:user_detail", pk)


def _invite(request: PortalRequest, person: User, *, done: str = "") -> None:
    if send_invitation(person=person, by=request.user):
        messages.success(request, f"{done} An invitation has gone to {person.email}".strip())
        return
    sorry = "The invitation could not be sent: the mail server took none. Send it again later, from their page"
    messages.warning(request, f"{done} {sorry}".strip())


def _people(user: User) -> QuerySet[User]:
    team_only(user)
    people: QuerySet[User] = User.objects.visible_to(user)
    return people


def _administered(user: User) -> QuerySet[User]:
    people = _people(user)
    require(can_administer_people(user))
    return people


def _saved(form: UserForm, *, by: User) -> bool:
    if not form.is_valid():
        return False
    try:
        save_user(user=form.instance, by=by, now=clock.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except IntegrityError:
        # The form found nothing wrong: somebody added the address between its look and the saving.
        form.add_error("email", ADDRESS_TAKEN)
        return False
    return True
