"""Organisations are read by every role; people are read by officers and kept by administrators; anybody may sign in and out."""

from tests.access.reading import read_table

TABLE = read_table("""
route                       at           public   owner    other_owner  lead     board    reader   officer  administrator  unknown
partners:partner_list       -            302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
partners:partner_add        -            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
partners:partner_edit       partner      302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
pages:partner_detail        partner      302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:partner_detail        past_body    302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:partner_detail        no_body      302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
partners:forum_list         -            302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
partners:forum_add          -            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
partners:forum_edit         forum        302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
pages:meeting_add           forum        302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
pages:meeting_edit          meeting      302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
pages:meeting_delete        meeting      302/403  403/403  403/403      403/403  403/403  403/403  200/302  200/302        404/404
partners:user_list          -            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
partners:user_add           -            302/403  404/404  404/404      404/404  404/404  404/404  403/403  200/200        404/404
partners:user_edit          person       302/403  404/404  404/404      404/404  404/404  404/404  403/403  200/200        404/404
partners:user_detail        person       302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
partners:user_detail        owners_own   302/403  200/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
partners:user_detail        boards_own   302/403  404/405  404/405      404/405  200/405  404/405  200/405  200/405        404/405
partners:user_detail        unknowns     302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
partners:user_address_alive person       302/403  405/404  405/404      405/404  405/404  405/404  405/302  405/302        405/404
partners:user_invite        person       302/403  405/404  405/404      405/404  405/404  405/404  405/403  405/302        405/404
partners:absence_add        person       302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
partners:absence_add        owners_own   302/403  200/200  404/404      404/404  404/404  404/404  200/200  200/200        404/404
partners:absence_edit       days_away    302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
partners:absence_edit       owners_days  302/403  200/200  404/404      404/404  404/404  404/404  200/200  200/200        404/404
partners:absence_take_back  days_away    302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
partners:absence_take_back  owners_days  302/403  200/302  404/404      404/404  404/404  404/404  200/302  200/302        404/404
pages:user_deactivate       person       302/403  404/404  404/404      404/404  404/404  404/404  403/403  200/302        404/404
partners:user_reactivate    left_person  302/403  405/404  405/404      405/404  405/404  405/404  405/403  405/302        405/404
account_login               -            200/200  302/302  302/302      302/302  302/302  302/302  302/302  302/302        302/302
account_request_login_code  -            200/200  302/302  302/302      302/302  302/302  302/302  302/302  302/302        302/302
account_signup              -            200/200  302/302  302/302      302/302  302/302  302/302  302/302  302/302        302/302
account_confirm_login_code  -            302/302  302/302  302/302      302/302  302/302  302/302  302/302  302/302        302/302
account_logout              -            302/302  200/302  200/302      200/302  200/302  200/302  200/302  200/302        200/302
""")
