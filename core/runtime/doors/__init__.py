"""Doors at work: who may pass is decided, relays are commanded, and what happened is written down."""
