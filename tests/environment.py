"""The environment that the portal's settings read in tests, set before they are read.

pytest loads this as a plugin, ahead of pytest-django. A given DATABASE_URL or REDIS_URL is kept: that is
how the suite runs on real servers.
"""

import os
import re

# Nothing listens there: a test that needs a broker asks for the redis_url fixture.
NO_BROKER = "redis://127.0.0.1:1/0"

os.environ.update(
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    DEBUG="false",
    DEMO="false",
    PORTAL_BASE_URL="http://testserver",
    SECRET_KEY="only-for-tests-and-long-enough-to-satisfy-every-check-of-django",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("REDIS_URL", NO_BROKER)
# Workers that test side by side on one Redis keep out of each other's queues.
worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
os.environ["REDIS_URL"] = re.sub(r"^(rediss?://.+)/\d+$", rf"\1/{worker}", os.environ["REDIS_URL"])
