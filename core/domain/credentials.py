"""Credentials: what people know or carry instead of a face. Only hashes of it are kept."""

from enum import StrEnum


class SecretKind(StrEnum):
    """CODE is a QR code. DURESS is a second PIN that opens as the first does and raises a silent alarm."""

    PIN = "pin"
    DURESS = "duress"
    CODE = "code"
