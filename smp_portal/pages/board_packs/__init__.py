"""Board packs: what the board reads before it meets, frozen as it was."""
