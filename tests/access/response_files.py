"""Files of answers hold what people said: they are there for the partnership team alone."""

from tests.access.reading import read_table

TABLE = read_table("""
route                               at                     public   owner    other_owner  lead     board    reader   officer  administrator  unknown
consultations:response_file_add     consultation           302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:response_file_add     draft_consultation     302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:response_file_detail  response_file          302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
consultations:response_file_detail  crossed_response_file  302/403  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
consultations:response_file_drop    response_file          302/403  405/404  405/404      405/404  405/404  405/404  405/302  405/302        405/404
consultations:response_file_drop    crossed_response_file  302/403  405/404  405/404      405/404  405/404  405/404  405/404  405/404        405/404
consultations:response_file_report  response_file          302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
consultations:response_file_report  crossed_response_file  302/403  404/405  404/405      404/405  404/405  404/405  404/405  404/405        404/405
""")
