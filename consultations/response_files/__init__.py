"""Files of survey answers: looked at, shown, and loaded whole by the worker."""
