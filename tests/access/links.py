"""Personal links open the same to whoever holds them, signed in or not: one person's questions, and nothing else."""

from tests.access.reading import read_table

TABLE = read_table("""
route                             at                             all
actionplans:link_home             link                           200/405
actionplans:link_home             lead_link                      200/405
actionplans:link_home             expired                        404/404
actionplans:link_home             withdrawn                      404/404
actionplans:link_home             nonsense                       404/404
actionplans:link_review           link_to_plan_review            200/200
actionplans:link_review           link_to_own_restricted_review  200/200
actionplans:link_review           link_to_answered_review        404/404
actionplans:link_review           lead_link_to_plan_review       404/404
actionplans:link_review           expired_to_plan_review         404/404
actionplans:link_review           withdrawn_to_plan_review       404/404
actionplans:link_review           nonsense_to_plan_review        404/404
actionplans:link_not_mine         link_to_plan_review            200/200
actionplans:link_not_mine         link_to_own_restricted_review  200/200
actionplans:link_not_mine         link_to_answered_review        404/404
actionplans:link_not_mine         lead_link_to_plan_review       404/404
actionplans:link_not_mine         expired_to_plan_review         404/404
actionplans:link_not_mine         withdrawn_to_plan_review       404/404
actionplans:link_not_mine         nonsense_to_plan_review        404/404
actionplans:link_action           lead_link_to_plan_action       200/200
actionplans:link_action           link_to_plan_action            404/404
actionplans:link_action           expired_to_plan_action         404/404
actionplans:link_action           withdrawn_to_plan_action       404/404
actionplans:link_action           nonsense_to_plan_action        404/404
actionplans:link_action_not_mine  lead_link_to_plan_action       200/200
actionplans:link_action_not_mine  link_to_plan_action            404/404
actionplans:link_action_not_mine  expired_to_plan_action         404/404
actionplans:link_action_not_mine  withdrawn_to_plan_action       404/404
actionplans:link_action_not_mine  nonsense_to_plan_action        404/404
actionplans:link_unknown          mangled                        404/404
""")
