"""Decisions as pure functions: no clock, no thread, no store."""
