"""Who does this face resemble: comparison of two, exact search among many."""
