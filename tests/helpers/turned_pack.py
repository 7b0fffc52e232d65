"""A second real embedder: the default one with its answer turned by a fixed rotation.

Cosines within it are those of the default embedder, cosines between the two mean nothing: so whatever mixes them up
shows, and whatever does not must find exactly the same people.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from core.config import cache_dir
from core.vision.catalog import load_catalog, read_model
from core.vision.folding import folded

_NUMBERS = 128


def write_turned_pack(folder: Path, seed: int = 11) -> None:
    """Write the pack into `folder`, which is made; another `seed` is another model."""
    spec = load_catalog().models["sface-2021dec-int8bq"]
    model = onnx.load_from_string(folded(read_model(spec, "default"), spec.free_axes, cache_dir() / "models"))
    rotation = np.linalg.qr(np.random.default_rng(seed).normal(size=(_NUMBERS, _NUMBERS)))[0].astype(np.float32)
    (output,) = model.graph.output
    model.graph.initializer.append(numpy_helper.from_array(rotation, "rotation"))
    model.graph.node.append(helper.make_node("MatMul", [output.name, "rotation"], ["turned"]))
    turned = helper.make_tensor_value_info("turned", onnx.TensorProto.FLOAT, [1, _NUMBERS])
    del model.graph.output[:]
    model.graph.output.append(turned)
    folder.mkdir(parents=True)
    onnx.save(model, folder / "turned.onnx")
    text = 'licence = "Apache-2.0"\norigin = "The default embedder, turned"\n[embedder]\nfile = "turned.onnx"\n'
    (folder / "pack.toml").write_text(text, encoding="utf-8")
