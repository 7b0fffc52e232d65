"""The command line. Figures and JSON go to standard output, everything meant for eyes only to standard error.

Exit codes: 0 done, 1 a known failure (one sentence on standard error), 2 wrong usage, 70 a bug in Usher.
"""

from core.cli.main import main

__all__ = ["main"]
