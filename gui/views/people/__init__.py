"""Everyone who is enrolled."""
