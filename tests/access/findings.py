"""Results are read once they are published, findings one by one; before that by the team alone."""

from tests.access.reading import read_table

TABLE = read_table("""
route                               at                      public   owner    other_owner  lead     board    reader   officer  administrator  unknown
consultations:consultation_results  consultation            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:consultation_results  published_consultation  302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
consultations:consultation_results  draft_consultation      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:question_words        question                302/403  403/405  403/405      403/405  403/405  403/405  200/405  200/405        404/405
consultations:question_words        crossed_question        302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
consultations:finding_add           option                  302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:finding_add           crossed_option          302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
consultations:finding_edit          finding                 302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:finding_edit          published_finding       302/403  403/403  403/403      403/403  403/403  403/403  302/302  302/302        404/404
consultations:finding_publish       finding                 302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:finding_publish       published_finding       302/403  403/403  403/403      403/403  403/403  403/403  302/302  302/302        404/404
pages:finding_delete                finding                 302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
pages:finding_delete                published_finding       302/403  403/403  403/403      403/403  403/403  403/403  302/302  302/302        404/404
pages:finding_detail                finding                 302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:finding_detail                published_finding       302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:finding_detail                no_finding              302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
""")
