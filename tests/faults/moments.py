"""When the runs begin, and when what a dead process had in hand is anybody's again."""

from datetime import datetime, timedelta

NINE = datetime.fromisoformat("2022-10-05T09:00:00+01:00")
# One minute longer than a lease.
UNTIL_THE_LEASE_IS_OVER = timedelta(minutes=11)
