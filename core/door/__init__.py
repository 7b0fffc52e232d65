"""Devices that unlock doors."""
