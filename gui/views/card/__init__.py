"""The decision card: why a sighting was decided as it was, and what a person says to it."""
