"""People who come without being enrolled, and visits that wait for an operator's word."""
