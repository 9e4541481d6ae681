"""The pages of the partnership's people, organisations and meetings."""
