"""Visitors: who is here, signing in and out, badges."""
