from django.urls import URLPattern, path

from actionplans.views import (
    action_list,
    actions,
    attention,
    channel,
    framework,
    history,
    links,
    measures,
    plans,
    reminders,
    reviews,
    rounds,
)

app_name = "actionplans"

urlpatterns: list[URLPattern] = [
    path("action-plans/", plans.plan_list, name="plan_list"),
    path("action-plans/add/", plans.plan_add, name="plan_add"),
    path("action-plans/<int:pk>/", plans.plan_detail, name="plan_detail"),
    path("action-plans/<int:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("action-plans/<int:pk>/history/", history.plan_history, name="plan_history"),
    path("action-plans/<int:pk>/owner/", plans.plan_owner, name="plan_owner"),
    path("action-plans/actions/", action_list.action_list, name="action_list"),
    path("action-plans/<int:pk>/actions/add/", actions.action_add, name="action_add"),
    path("action-plans/actions/<int:pk>/edit/", actions.action_edit, name="action_edit"),
    path("action-plans/actions/<int:pk>/redate/", actions.action_redate, name="action_redate"),
    path(
        "action-plans/actions/<int:pk>/complete/", actions.action_complete, name="action_complete"
    ),
    path("action-plans/actions/<int:pk>/cancel/", actions.action_cancel, name="action_cancel"),
    path("action-plans/actions/<int:pk>/reopen/", actions.action_reopen, name="action_reopen"),
    path("action-plans/<int:pk>/measures/add/", measures.measure_add, name="measure_add"),
    path("action-plans/measures/<int:pk>/", measures.measure_detail, name="measure_detail"),
    path("action-plans/measures/<int:pk>/edit/", measures.measure_edit, name="measure_edit"),
    path("action-plans/measures/<int:pk>/readings/add/", measures.reading_add, name="reading_add"),
    path(
        "action-plans/readings/<int:pk>/correct/", measures.reading_correct, name="reading_correct"
    ),
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews/<int:pk>/", reviews.review_detail, name="review_detail"),
    path("reviews/<int:pk>/answer/", reviews.review_answer, name="review_answer"),
    path("reviews/<int:pk>/decide/", reviews.review_decide, name="review_decide"),
    path("reviews/<int:pk>/not-mine/", reviews.review_not_mine, name="review_not_mine"),
    path("reviews/<int:pk>/actions/<int:action_pk>/", reviews.action_report, name="action_report"),
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/add-year/", rounds.round_add_year, name="round_add_year"),
    path("rounds/<int:pk>/edit/", rounds.round_edit, name="round_edit"),
    path("settings/", framework.settings_detail, name="settings_detail"),
    path("settings/edit/", framework.settings_edit, name="settings_edit"),
    path("reminders/", reminders.reminder_list, name="reminder_list"),
    path("reminders/attention/", attention.attention_list, name="attention_list"),
    path("reminders/pause/", channel.channel_pause, name="channel_pause"),
    path("reminders/resume/", channel.channel_resume, name="channel_resume"),
    path("reminders/<int:pk>/", reminders.reminder_detail, name="reminder_detail"),
    path("reminders/<int:pk>/resend/", attention.reminder_resend, name="reminder_resend"),
    path("reminders/<int:pk>/handle/", attention.reminder_handle, name="reminder_handle"),
    path(
        "reminders/<int:pk>/address-dead/",
        attention.reminder_address_dead,
        name="reminder_address_dead",
    ),
    path("r/<str:token>/", links.link_home, name="link_home"),
    path("r/<str:token>/<int:pk>/", links.link_review, name="link_review"),
    path("r/<str:token>/<int:pk>/not-mine/", links.link_not_mine, name="link_not_mine"),
    path("r/<str:token>/actions/<int:pk>/", links.link_action, name="link_action"),
    path(
        "r/<str:token>/actions/<int:pk>/not-mine/",
        links.link_action_not_mine,
        name="link_action_not_mine",
    ),
    path("r/<path:rest>/", links.link_unknown, name="link_unknown"),
]
