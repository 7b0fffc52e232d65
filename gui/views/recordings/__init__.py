"""Who appears in a recording."""
