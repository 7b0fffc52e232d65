"""What the tests of relays share."""

from collections.abc import Callable

import pytest

from core.domain.errors import ErrorCode, KnownError

SHORT_S = 0.3
SECRET = "hunter2-é"


def refusal(call: Callable[[], object], code: ErrorCode) -> str:
    """Return the sentence with which a call fails as it should."""
    with pytest.raises(KnownError) as caught:
        call()
    assert caught.value.code is code
    assert SECRET not in str(caught.value)
    return str(caught.value)
