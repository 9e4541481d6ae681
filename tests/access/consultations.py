"""Consultations are read by every role once they are open; drafts and raw answers by the team alone."""

from tests.access.reading import read_table

TABLE = read_table("""
route                              at                      public   owner    other_owner  lead     board    reader   officer  administrator  unknown
consultations:consultation_list    -                       302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
consultations:consultation_add     -                       302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:consultation_detail  consultation            302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
consultations:consultation_detail  draft_consultation      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:consultation_edit    consultation            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:consultation_edit    draft_consultation      302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:consultation_move    to_publish              302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:consultation_move    draft_to_open           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:question_add         consultation            302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:question_add         draft_consultation      302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:question_edit        question                302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:question_edit        crossed_question        302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
consultations:question_move        question                302/403  405/403  405/403      405/403  405/403  405/403  405/302  405/302        405/404
consultations:question_move        crossed_question        302/403  405/404  405/404      405/404  405/404  405/404  405/404  405/404        405/404
consultations:question_delete      question                302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:question_delete      crossed_question        302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
consultations:answer_list          consultation            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:answer_list          draft_consultation      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:paper_add            consultation            302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:paper_add            draft_consultation      302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:paper_edit           paper                   302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:paper_edit           crossed_paper           302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
consultations:paper_delete         paper                   302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
consultations:paper_delete         crossed_paper           302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
consultations:testimony_list       -                       302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
consultations:testimony_add        -                       302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:testimony_edit       testimony               302/403  403/403  403/403      403/403  403/403  403/403  200/200  200/200        404/404
consultations:testimony_edit       testimony_for_partners  302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:community_list       -                       302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:community_add        -                       302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:community_edit       community               302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:community_delete     community               302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
""")
