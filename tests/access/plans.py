"""Action plans and their actions: read by every role, edited by the team; restricted and draft ones have readers of their own."""

from tests.access.reading import read_table

TABLE = read_table("""
route                        at                     public   owner    other_owner  lead     board    reader   officer  administrator  unknown
actionplans:plan_list        -                      302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:plan_add         -                      302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:plan_detail      plan                   302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:plan_detail      closed                 302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:plan_detail      restricted             302/403  404/405  404/405      404/405  404/405  200/405  200/405  200/405        404/405
actionplans:plan_detail      own_restricted         302/403  200/405  404/405      200/405  404/405  404/405  200/405  200/405        404/405
actionplans:plan_detail      draft                  302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:plan_detail      own_draft              302/403  200/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:plan_detail      nobody                 302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
actionplans:plan_edit        plan                   302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:plan_edit        closed                 302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:plan_edit        restricted             302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:plan_edit        own_restricted         302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:plan_edit        draft                  302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:plan_edit        own_draft              302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:plan_owner       plan                   302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:plan_owner       closed                 302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:plan_owner       restricted             302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:plan_owner       own_restricted         302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:plan_owner       draft                  302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:plan_owner       own_draft              302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404

actionplans:action_list      -                      302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:action_add       plan                   302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_add       closed                 302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_add       restricted             302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_add       own_restricted         302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:action_add       draft                  302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_add       own_draft              302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_edit      plan_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_edit      restricted_action      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_edit      own_restricted_action  302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:action_edit      draft_action           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_edit      own_draft_action       302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_edit      done_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_redate    plan_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_redate    restricted_action      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_redate    own_restricted_action  302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:action_redate    draft_action           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_redate    own_draft_action       302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_redate    done_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_complete  plan_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_complete  restricted_action      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_complete  own_restricted_action  302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:action_complete  draft_action           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_complete  own_draft_action       302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_complete  done_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_cancel    plan_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_cancel    restricted_action      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_cancel    own_restricted_action  302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:action_cancel    draft_action           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_cancel    own_draft_action       302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_cancel    done_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_reopen    plan_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_reopen    restricted_action      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_reopen    own_restricted_action  302/403  403/403  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:action_reopen    draft_action           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_reopen    own_draft_action       302/403  403/403  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:action_reopen    done_action            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
""")
