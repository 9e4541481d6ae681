"""What is done about people, organisations and meetings."""
