"""Doors, who may pass them, and why."""
