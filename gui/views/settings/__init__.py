"""Cameras, language and appearance."""
