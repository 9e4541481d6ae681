"""Consultations are read by every role once they are open; drafts and raw answers by the team alone."""

from tests.access.reading import read_table

TABLE = read_table("""
route                              at                  public   owner    other_owner  lead     board    reader   officer  administrator  unknown
consultations:consultation_list    -                   302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
consultations:consultation_detail  consultation        302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
consultations:consultation_detail  draft_consultation  302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
""")
