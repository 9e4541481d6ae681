"""The demonstration's own pages: open to whoever sits at this machine, refused to every other."""

from tests.access.reading import read_table

TABLE = read_table("""
route               at    public   officer  elsewhere
pages:demo_clock    -     405/400  405/400  403/403
pages:demo_people   -     200/404  200/404  403/403
pages:demo_reset    -     200/302  200/302  403/403
pages:demo_mailbox  -     200/405  200/405  403/403
pages:demo_mail     mail  404/405  404/405  403/403
""")
