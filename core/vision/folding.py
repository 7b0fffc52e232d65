"""Rewriting published networks into the same function computed faster, once, and keeping the result.

Block-quantised weights become float32 (dequantising them took half of every run); PRelu becomes Relu, Mul
and Add (onnxruntime runs PRelu as a scalar loop and cannot keep its blocked layout across it: 35.6 → 17.3 ms
for SFace on one core); weights too small to matter become zero (the thousands of denormals in the age network
made it five times slower: 15.6 → 2.9 ms, with equal answers); inputs that are really weights are dropped.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

import numpy as np

from core.config import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onnx import GraphProto, NodeProto

    from core.domain.arrays import Floats

FOLDING_VERSION = 1
"""Part of the cache key: count up whenever `fold` gives another result."""

_NEGLIGIBLE = 1e-20
"""Weights below this vanish beside any other: float32 holds seven digits."""

_DIGEST_BYTES = hashlib.sha256().digest_size

_logger = logging.getLogger(__name__)


def folded(model: bytes, free_axes: Sequence[int], cache: Path) -> bytes:
    """Return `fold(model, free_axes)`, from the folder `cache` if it holds an intact copy.

    A cached file is the network followed by its own SHA-256, so that one rename makes it whole; several
    processes may do this at once. A cache that cannot be written only costs the folding at every start.
    """
    axes = "".join(str(axis) for axis in free_axes)
    path = cache / f"{hashlib.sha256(model).hexdigest()}-{FOLDING_VERSION}-{axes}.folded"
    kept = _read(path)
    if kept is not None:
        return kept
    result = fold(model, free_axes)
    try:
        write_whole(path, result + hashlib.sha256(result).digest())
    except OSError as error:
        _logger.warning("cannot keep a folded model in %s: %s", cache, error)
    return result


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _logger.warning("cannot read the folded model %s: %s", path, error)
        return None
    model, digest = content[:-_DIGEST_BYTES], content[-_DIGEST_BYTES:]
    if hashlib.sha256(model).digest() == digest:
        return model
    _logger.info("the folded model %s is damaged and made again", path)
    return None


def fold(model: bytes, free_axes: Sequence[int]) -> bytes:
    """Return the ONNX network `model` folded, with `free_axes` of its first real input open to any size."""
    import onnx  # 0.3 s, and needed only when the cache is empty

    proto = onnx.load_model_from_string(model)
    graph = proto.graph
    weights = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and all(name in weights for name in node.input):
            weights[node.output[0]] = _dequantised(node, *(weights[name] for name in node.input))
        elif node.op_type == "Reshape" and all(name in weights for name in node.input):
            weights[node.output[0]] = weights[node.input[0]].reshape(weights[node.input[1]])
        elif node.op_type == "PRelu" and node.input[1] in weights:
            nodes.extend(_without_prelu(node, weights))
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
    _replace_weights(graph, weights)
    _open_axes(graph, free_axes)
    return bytes(proto.SerializeToString())


def _dequantised(node: NodeProto, quantised: Floats, scale: Floats, zero: Floats) -> Floats:
    """Compute ONNX DequantizeLinear: (quantised - zero)·scale, scale and zero repeated over blocks of one axis."""
    attributes = {attribute.name: attribute.i for attribute in node.attribute}
    axis, block = attributes.get("axis", 1), attributes.get("block_size", 0)
    if block:
        whole = range(quantised.shape[axis])
        scale, zero = (np.repeat(part, block, axis).take(whole, axis) for part in (scale, zero))
    elif scale.ndim == 1 and scale.size > 1:
        along = [-1 if i == axis else 1 for i in range(quantised.ndim)]
        scale, zero = scale.reshape(along), zero.reshape(along)
    return (quantised.astype(np.float32) - zero.astype(np.float32)) * scale


def _without_prelu(node: NodeProto, weights: dict[str, Floats]) -> list[NodeProto]:
    """PRelu with slope a is a·x + (1 - a)·relu(x)."""
    from onnx import helper

    (x, slope), y = node.input, node.output[0]
    weights[f"{y}_rest"] = (1 - weights[slope]).astype(np.float32)
    return [
        helper.make_node("Relu", [x], [f"{y}_positive"]),
        helper.make_node("Mul", [f"{y}_positive", f"{y}_rest"], [f"{y}_bent"]),
        helper.make_node("Mul", [x, slope], [f"{y}_straight"]),
        helper.make_node("Add", [f"{y}_straight", f"{y}_bent"], [y]),
    ]


def _replace_weights(graph: GraphProto, weights: dict[str, Floats]) -> None:
    """Keep exactly the weights that are used, and as inputs only what is not a weight."""
    from onnx import numpy_helper

    used = {name for node in graph.node for name in node.input}
    del graph.initializer[:]
    for name in sorted(used & weights.keys()):
        weight = weights[name]
        if weight.dtype == np.float32:
            weight = np.where(np.abs(weight) < _NEGLIGIBLE, np.float32(0), weight)
        graph.initializer.append(numpy_helper.from_array(weight, name))
    real = [value for value in graph.input if value.name in used and value.name not in weights]
    del graph.input[:]
    graph.input.extend(real)


def _open_axes(graph: GraphProto, free_axes: Sequence[int]) -> None:
    """Name the axes instead of numbering them; what was derived from the old numbers is derived again."""
    dims = graph.input[0].type.tensor_type.shape.dim
    for axis in free_axes:
        dims[axis].dim_param = f"axis{axis}"
    for value in graph.output:
        value.type.tensor_type.ClearField("shape")
    del graph.value_info[:]
