"""From photo collections and visits to vetted templates: pure functions, one stage each."""
