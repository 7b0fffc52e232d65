"""The beginning of a real clip, where all of it would say the same and take longer."""

from pathlib import Path

import av


def beginning(clip: Path, frames: int, target: Path) -> Path:
    """Copy the first `frames` frames of `clip`, as they were compressed, into the file `target`, and return it."""
    with av.open(str(clip)) as source, av.open(str(target), "w") as copy:
        stream = source.streams.video[0]
        out = copy.add_stream_from_template(stream)
        for number, packet in enumerate(source.demux(stream)):
            if number == frames or packet.dts is None:
                break
            packet.stream = out
            copy.mux(packet)
    return target
