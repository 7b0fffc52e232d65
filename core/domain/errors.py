"""What may go wrong, said so that a person knows what to do.

`KnownError` is the environment's fault (a camera, a file, a disk, a wrong input): it is shown as one
sentence and never as a traceback. Everything else is a bug and is reported as one.
"""

from core.domain.error_codes import ErrorCode
from core.domain.sentences import SENTENCES

__all__ = ["SENTENCES", "BugError", "ErrorCode", "KnownError"]


class KnownError(Exception):
    """An environment failure with a stable code and the facts its sentence needs.

    The GUI translates the sentence by `code` and fills in `facts`; the command line prints it in English.
    """

    def __init__(self, code: ErrorCode, **facts: str | float) -> None:
        self.code = code
        self.facts = facts
        super().__init__(SENTENCES[code].format(**facts))


class BugError(Exception):
    """A broken promise between two parts of Usher: our fault, never the user's."""
