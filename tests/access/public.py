"""What everybody reads without signing in, and the editions that officers make of it."""

from tests.access.reading import read_table

_ALL = """
route                       at                      all
pages:public_plan           -                       200/405
pages:public_priority       priority                200/405
pages:public_priority       withdrawn_priority      404/405
pages:public_priority       draft_priority          404/405
pages:public_places         -                       200/405
pages:public_place          place                   200/405
pages:public_place          unpublished_place       404/405
pages:public_partners       -                       200/405
pages:public_contact        -                       200/405
pages:public_accessibility  -                       200/405
pages:public_privacy        -                       200/405
pages:public_cookies        -                       200/405
actionplans:receipt_take    -                       405/404
"""

_EDITIONS = """
route                   at                       public   owner    other_owner  lead     board    reader   officer  administrator  unknown
pages:edition_list      -                        302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_add       -                        302/403  404/404  404/404      404/404  404/404  404/404  200/200  200/200        404/404
pages:edition_publish   draft_edition            302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
pages:edition_publish   published_edition        302/403  404/404  404/404      404/404  404/404  404/404  302/302  302/302        404/404
pages:edition_publish   nobody                   302/403  404/404  404/404      404/404  404/404  404/404  404/302  404/302        404/404
pages:edition_drop      draft_edition            302/403  404/404  404/404      404/404  404/404  404/404  200/302  200/302        404/404
pages:edition_drop      published_edition        302/403  404/404  404/404      404/404  404/404  404/404  302/302  302/302        404/404
pages:edition_plan      draft_edition            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_plan      published_edition        302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_plan      superseded_edition       302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_front     draft_edition            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_priority  draft_edition_priority   302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_places    draft_edition            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_place     draft_edition_place      302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
pages:edition_partners  draft_edition            302/403  404/405  404/405      404/405  404/405  404/405  200/405  200/405        404/405
"""

TABLE = [*read_table(_ALL), *read_table(_EDITIONS)]
