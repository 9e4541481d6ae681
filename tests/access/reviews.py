"""Reviews are answered by the owner, actions reported on by their lead person, both decided on by the team, who keep the rounds."""

from tests.access.reading import read_table

TABLE = read_table("""
route                        at                     public   owner    other_owner  lead     board    reader   officer  administrator  unknown
actionplans:review_list      -                      302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:review_detail    plan_review            302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:review_detail    answered_review        302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:review_detail    closed_review          302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:review_detail    restricted_review      302/403  404/405  404/405      404/405  404/405  200/405  200/405  200/405        404/405
actionplans:review_detail    own_restricted_review  302/403  200/405  404/405      200/405  404/405  404/405  200/405  200/405        404/405
actionplans:review_answer    plan_review            302/403  200/200  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:review_answer    answered_review        302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:review_answer    closed_review          302/403  200/200  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:review_answer    restricted_review      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:review_answer    own_restricted_review  302/403  200/200  404/404      403/403  404/404  404/404  200/200  200/200        404/404
actionplans:review_decide    plan_review            302/403  403/403  403/403      403/403  403/403  403/403  200/404  200/404        404/404
actionplans:review_decide    answered_review        302/403  403/403  403/403      403/403  403/403  403/403  200/404  200/404        404/404
actionplans:review_decide    closed_review          302/403  403/403  403/403      403/403  403/403  403/403  200/404  200/404        404/404
actionplans:review_decide    restricted_review      302/403  404/404  404/404      404/404  404/404  403/403  200/404  200/404        404/404
actionplans:review_decide    own_restricted_review  302/403  403/403  404/404      403/403  404/404  404/404  200/404  200/404        404/404
actionplans:review_not_mine  plan_review            302/403  200/200  403/403      403/403  403/403  403/403  403/403  403/403        404/404
actionplans:review_not_mine  answered_review        302/403  403/403  403/403      403/403  403/403  403/403  403/403  403/403        404/404
actionplans:review_not_mine  closed_review          302/403  200/200  403/403      403/403  403/403  403/403  403/403  403/403        404/404
actionplans:review_not_mine  restricted_review      302/403  404/404  404/404      404/404  404/404  403/403  403/403  403/403        404/404
actionplans:review_not_mine  own_restricted_review  302/403  200/200  404/404      403/403  404/404  404/404  403/403  403/403        404/404
actionplans:review_ask_now   plan_review            302/403  403/403  403/403      403/403  403/403  403/403  200/302  200/302        404/404
actionplans:review_ask_now   answered_review        302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:review_ask_now   restricted_review      302/403  404/404  404/404      404/404  404/404  403/403  200/302  200/302        404/404
actionplans:review_ask_now   own_restricted_review  302/403  403/403  404/404      403/403  404/404  404/404  200/302  200/302        404/404
actionplans:not_mine_answer  disowned               302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:not_mine_answer  nobody                 302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
actionplans:help_answer      help_wanted            302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:help_answer      nobody                 302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
actionplans:action_report    plan_report            302/403  403/403  403/403      200/200  403/403  403/403  403/403  403/403        404/404
actionplans:action_report    answered_report        302/403  403/403  403/403      403/403  403/403  403/403  403/403  403/403        404/404
actionplans:action_report    closed_report          302/403  403/403  403/403      403/403  403/403  403/403  403/403  403/403        404/404
actionplans:action_report    restricted_report      302/403  404/404  404/404      404/404  404/404  403/403  403/403  403/403        404/404
actionplans:action_report    own_restricted_report  302/403  403/403  404/404      200/200  404/404  404/404  403/403  403/403        404/404
actionplans:action_report    crossed_report         302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
actionplans:action_ask_now   plan_report            302/403  403/403  403/403      403/403  403/403  403/403  200/302  200/302        404/404
actionplans:action_ask_now   answered_report        302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
actionplans:action_ask_now   restricted_report      302/403  404/404  404/404      404/404  404/404  403/403  200/200  200/200        404/404
actionplans:action_ask_now   crossed_report         302/403  403/403  403/403      403/403  403/403  403/403  404/404  404/404        404/404

actionplans:round_list       -                      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:round_add_year   -                      302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
actionplans:round_add_extra  -                      302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:round_detail     round                  302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:round_detail     extra_round            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:round_cancel     round                  302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
actionplans:round_cancel     extra_round            302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:round_edit       extra_round            302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:round_edit       round                  302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:round_edit       coming_round           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:round_edit       past_round             302/403  404/404  404/404      404/404  404/404  404/404  403/403  403/403        404/404
actionplans:settings_detail  -                      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:settings_edit    -                      302/403  404/404  404/404      404/404  404/404  404/404  403/403  200/200        404/404
actionplans:reminder_list    -                      302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
actionplans:attention_list   -                      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:channel_pause    -                      302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:channel_resume   -                      302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
actionplans:reminder_detail  lost_mail              302/403  200/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
actionplans:reminder_resend  lost_mail              302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:reminder_handle  lost_mail              302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
actionplans:reminder_address_dead  lost_mail        302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
""")
