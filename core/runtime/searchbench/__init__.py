"""Exact search beside what one would install instead of it: times, memory and right answers, in one process."""
