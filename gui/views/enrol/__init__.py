"""Enrolling a person from captured shots."""
