"""Serial ports, and all the ways in which they break."""

import serial

try:
    from termios import error as _line_error
except ImportError:  # Windows knows no other than these
    BROKEN: tuple[type[Exception], ...] = (OSError,)
else:
    BROKEN = (OSError, _line_error)  # an unplugged adapter is no OSError to those who set its line up


def opened(port: str, baud: int) -> serial.Serial:
    """Open a port nobody else may then talk to; reading it never waits. Raises one of BROKEN."""
    line = serial.Serial(port, baud, timeout=0, write_timeout=0.2, exclusive=True)
    line.reset_input_buffer()
    return line


def let_go(line: serial.Serial) -> None:
    """Close a port so that nothing that was not sent yet is sent when the device is back."""
    try:
        line.reset_output_buffer()
    except BROKEN:
        return  # it is gone with all that was in it
    finally:
        line.close()


def said(error: Exception) -> str:
    """Return what is wrong with a port, in a few words."""
    return getattr(error, "strerror", None) or str(error)
