"""The gallery doctor's page."""
