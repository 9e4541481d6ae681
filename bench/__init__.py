"""How fast the portal does what it does often, printed beside what the machine can do; never a test."""
