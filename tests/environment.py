"""The environment that the portal's settings read in tests, set before they are read.

pytest loads this as a plugin, ahead of pytest-django. A given DATABASE_URL or REDIS_URL is kept: that is
how the suite runs on real servers.
"""

import os
import re
import tempfile

# Nothing listens there: a test that needs a broker asks for the redis_url fixture.
NO_BROKER = "redis://127.0.0.1:1/0"
# The workers that test side by side inherit this environment, whose REDIS_URL is NO_BROKER by then.
GIVEN_BROKER = os.environ.setdefault("TEST_REDIS_URL", os.environ.get("REDIS_URL", ""))

os.environ.update(
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    DEBUG="false",
    DEMO="false",
    PORTAL_BASE_URL="http://testserver",
    REDIS_URL=NO_BROKER,
    # Each process that tests has databases of its own.
    SENDER_MARK=f"{tempfile.mkdtemp(prefix='portal-tests-')}/sender-mark",
    SECRET_KEY="only-for-tests-and-long-enough-to-satisfy-every-check-of-django",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")


def given_broker(*, shelf: int) -> str:
    """The Redis that REDIS_URL named, with a database for this worker and use alone; empty without one."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return re.sub(r"^(rediss?://.+)/\d+$", rf"\1/{2 * worker + shelf}", GIVEN_BROKER)
