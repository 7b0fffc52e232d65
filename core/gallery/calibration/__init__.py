"""Estimating a site's error rates from its own templates: scores, tails, intervals, and the assembled result."""
