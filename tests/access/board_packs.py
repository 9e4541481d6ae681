"""Board packs are there for the board once they are frozen, for the team from their first draft, and for nobody else."""

from tests.access.reading import read_table

TABLE = read_table("""
route               at               public   owner    other_owner  lead     board    reader   officer  administrator  unknown
pages:pack_list     -                302/403  404/405  404/405      404/405  200/405  200/405  200/405  200/405        404/405
pages:pack_add      -                302/403  404/404  404/404      404/404  403/403  403/403  200/200  200/200        404/404
pages:pack_detail   draft_pack       302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:pack_detail   frozen_pack      302/403  404/405  404/405      404/405  200/405  200/405  200/405  200/405        404/405
pages:pack_edit     draft_pack       302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
pages:pack_edit     frozen_pack      302/403  404/404  404/404      404/404  403/403  403/403  302/302  302/302        404/404
pages:pack_freeze   draft_pack       302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
pages:pack_freeze   frozen_pack      302/403  404/404  404/404      404/404  403/403  403/403  302/302  302/302        404/404
pages:pack_discard  draft_pack       302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
pages:pack_discard  frozen_pack      302/403  404/404  404/404      404/404  403/403  403/403  302/302  302/302        404/404
pages:pack_retry    frozen_pack      302/403  405/404  405/404      405/404  405/403  405/403  405/302  405/302        405/404
pages:pack_file     draft_pack_pdf   302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
pages:pack_file     frozen_pack_pdf  302/403  404/405  404/405      404/405  200/405  200/405  200/405  200/405        404/405
pages:decision_record   asked_decision   302/403  404/404  404/404      404/404  403/403  403/403  200/200  200/200        404/404
pages:decision_add      frozen_pack      302/403  404/404  404/404      404/404  403/403  403/403  200/200  200/200        404/404
pages:decision_add      draft_pack       302/403  404/404  404/404      404/404  404/404  404/404  302/302  302/302        404/404
pages:decision_correct  decision         302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
pages:decision_act      decision         302/403  405/403  405/403      405/403  405/403  405/403  405/302  405/302        405/404
pages:report_list       -                302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:report_detail     year_of_report   302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:report_detail     no_year          302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
pages:report_begin      year_of_report   302/403  405/403  405/403      405/403  405/403  405/403  405/302  405/302        405/404
pages:pack_detail       frozen_report    302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:pack_edit         frozen_report    302/403  403/403  403/403      403/403  403/403  403/403  302/302  302/302        404/404
""")
