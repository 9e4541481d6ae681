"""What is filled in about people, organisations and meetings."""
