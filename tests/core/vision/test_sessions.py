import pytest

from core.domain.errors import ErrorCode, KnownError
from core.vision.catalog import Catalog, read_model
from core.vision.folding import fold
from core.vision.sessions import open_session, session_options


@pytest.mark.parametrize("content", [b"", b"not a network", bytes(4096)])
def test_bytes_that_are_no_network_are_a_sentence(content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KnownError, match=r"models/face\.onnx of default is damaged: .+ Install Usher again") as caught:
        open_session(content, "models/face.onnx", "default")
    assert caught.value.code is ErrorCode.MODEL_DAMAGED
    assert "ONNXRuntimeError" not in str(caught.value)
    assert capfd.readouterr().err == "", "onnxruntime is not left to say it in its own words"


def test_a_network_cut_short_is_a_sentence(catalog: Catalog) -> None:
    model = fold(read_model(catalog.models["yunet-2023mar-int8bq"], "default"), (2, 3))
    with pytest.raises(KnownError, match="damaged"):
        open_session(model[: len(model) // 2], "yunet.onnx", "default")


def test_a_session_computes_on_as_many_threads_as_told_and_does_not_spin() -> None:
    options = session_options(3)
    assert options.intra_op_num_threads == 3
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"
