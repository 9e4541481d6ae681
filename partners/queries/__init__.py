"""What pages read about organisations and people."""
