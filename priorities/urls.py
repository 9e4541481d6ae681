"""Where the plan and its priorities are read and kept.

One priority is read at /priorities/<slug>/, on the pages that span the apps: nothing here may stand at one word after
/priorities/.
"""

from django.urls import URLPattern, path

from priorities.views import parts, plan, priorities, reading

app_name = "priorities"

urlpatterns: list[URLPattern] = [
    path("priorities/", reading.priority_list, name="priority_list"),
    path("priorities/<slug:slug>/edit/", priorities.priority_edit, name="priority_edit"),
    path("priorities/<slug:slug>/county/", priorities.alignment_edit, name="alignment_edit"),
    path("priorities/<slug:slug>/voices/", priorities.voices_edit, name="voices_edit"),
    path("priorities/<slug:slug>/history/", reading.priority_history, name="priority_history"),
    path("working-plan/", reading.working_plan, name="working_plan"),
    path("working-plan/priorities/add/", priorities.priority_add, name="priority_add"),
    path("working-plan/sections/add/", plan.section_add, name="section_add"),
    path("working-plan/sections/<int:pk>/edit/", plan.section_edit, name="section_edit"),
    path("working-plan/sections/<int:pk>/remove/", plan.section_remove, name="section_remove"),
    path("working-plan/sections/<int:pk>/move/", plan.section_move, name="section_move"),
    path("working-plan/aims/<int:pk>/edit/", plan.aim_edit, name="aim_edit"),
    path("county-priorities/", reading.county_list, name="county_list"),
    path("county-priorities/<int:pk>/edit/", plan.county_edit, name="county_edit"),
    path("pressures/", reading.theme_list, name="theme_list"),
]

for kind, folder in ((parts.REASONS, "reasons"), (parts.REPLIES, "replies")):
    whole, known = f"priorities/<slug:slug>/{folder}/", {"kind": kind}
    urlpatterns += [
        path(whole, parts.part_list, known, name=f"{kind.name}_list"),
        path(f"{whole}add/", parts.part_add, known, name=f"{kind.name}_add"),
        path(f"{whole}<int:pk>/edit/", parts.part_edit, known, name=f"{kind.name}_edit"),
        path(f"{whole}<int:pk>/remove/", parts.part_remove, known, name=f"{kind.name}_remove"),
        path(f"{whole}<int:pk>/move/", parts.part_move, known, name=f"{kind.name}_move"),
    ]
