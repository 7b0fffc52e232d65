"""Importing many people."""
