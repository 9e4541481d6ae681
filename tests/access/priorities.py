"""The plan and its priorities: read by every role, kept by the team."""

from tests.access.reading import read_table

TABLE = read_table("""
route                        at                 public   owner    other_owner  lead     board    reader   officer  administrator  unknown
priorities:working_plan      -                  302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
priorities:county_list       -                  302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
priorities:theme_list        -                  302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
priorities:priority_history  priority           302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
priorities:priority_add      -                  302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:priority_edit     priority           302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:alignment_edit    priority           302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:voices_edit       priority           302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reason_list       priority           302/403  403/405  403/405      403/405  403/405  403/405  200/405  200/405        404/405
priorities:reason_add        priority           302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reason_edit       reason             302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reason_edit       no_reason          302/403  403/403  403/403      403/403  403/403  403/403  404/200  404/200        404/404
priorities:reason_remove     reason             302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reason_move       reason             302/403  405/403  405/403      405/403  405/403  405/403  405/302  405/302        405/404
priorities:reply_list        priority           302/403  403/405  403/405      403/405  403/405  403/405  200/405  200/405        404/405
priorities:reply_add         priority           302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reply_edit        reply              302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reply_edit        no_reply           302/403  403/403  403/403      403/403  403/403  403/403  404/200  404/200        404/404
priorities:reply_remove      reply              302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:reply_move        reply              302/403  405/403  405/403      405/403  405/403  405/403  405/302  405/302        405/404
priorities:section_add       -                  302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:section_edit      section            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:section_edit      nobody             302/403  403/403  403/403      403/403  403/403  403/403  404/409  404/409        404/404
priorities:section_remove    section            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:section_move      section            302/403  405/403  405/403      405/403  405/403  405/403  405/302  405/302        405/404
priorities:aim_edit          aim                302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
priorities:county_edit       county             302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
pages:plan_changes           -                  302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_changes        published_edition  302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_changes        draft_edition      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_changes        nobody             302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
""")
