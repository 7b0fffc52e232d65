"""The live wall and the feed beside it."""
