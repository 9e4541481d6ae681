"""What spans the apps is read by every role; the demonstration's pages are not there outside it."""

from tests.access.reading import read_table

TABLE = read_table("""
route                     at        public   owner    other_owner  lead     board    reader   officer  administrator  unknown
pages:home                -         200/405  302/405  302/405      302/405  302/405  302/405  302/405  302/405        302/405
pages:my_work             -         302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:dashboard           -         302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:dashboard_rules     -         302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
priorities:priority_list  -         302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:priority_detail     priority  302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:plan_map            -         302/403  200/405  200/405      200/405  200/405  200/405  200/405  200/405        404/405
pages:health              -         200/405  200/405  200/405      200/405  200/405  200/405  200/405  200/405        200/405

pages:demo_clock          -         404/404  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
pages:demo_people         -         404/404  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
pages:demo_reset          -         404/404  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
pages:demo_mailbox        -         404/404  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
pages:demo_mail           mail      404/404  404/404  404/404      404/404  404/404  404/404  404/404  404/404        404/404
""")
