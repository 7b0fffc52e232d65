"""Usher without its window: everything that recognises, stores and decides. Never imports Qt."""
