"""What officers fill in about what people said."""
