"""The LAC encoder so that it knows where the texts of a padded batch end.

Its file names an input for the lengths of texts and does not use it: its recurrent layers run on into the padding, and back from there.
Here that input is joined to those layers (`sequence_lens` of the operator GRU, https://onnx.ai/onnx/operators/onnx__GRU.html). Of the
file format only the fields that this needs are described; all others are kept as they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Kind
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

LENGTHS = "length"
_LAYER, _LAYER_LENGTHS = "GRU", 4
_INT32 = 6
_FORMAT = {
    "Model": (("graph", 7, "Graph"),),
    "Graph": (("node", 1, "Node"), ("input", 11, "Value")),
    "Node": (("input", 1, ""), ("op_type", 4, "")),
    "Value": (("name", 1, ""), ("type", 2, "Type")),
    "Type": (("tensor_type", 1, "Tensor"),),
    "Tensor": (("elem_type", 1, None),),
}
"""Message -> (field, number, its message; '' for a string, None for a number), as onnx.proto numbers them."""
_MANY = {("Graph", "node"), ("Graph", "input"), ("Node", "input")}


def read_padded(path: Path) -> bytes:
    """The encoder of a file, its recurrent layers joined to its input of lengths (int32, one a text)."""
    model = _message("Model").FromString(path.read_bytes())
    for value in model.graph.input:
        if value.name == LENGTHS:
            value.type.tensor_type.elem_type = _INT32
    for node in model.graph.node:
        if node.op_type == _LAYER:
            node.input[_LAYER_LENGTHS] = LENGTHS
    written: bytes = model.SerializeToString()
    return written


@cache
def _message(name: str) -> Any:
    package = "zhijiao.onnx"
    file = FileDescriptorProto(name="zhijiao/onnx.proto", package=package, syntax="proto2")
    for message, fields in _FORMAT.items():
        described = file.message_type.add(name=message)
        for field, number, kind in fields:
            label = Kind.LABEL_REPEATED if (message, field) in _MANY else Kind.LABEL_OPTIONAL
            added = described.field.add(name=field, number=number, label=label)
            added.type = Kind.TYPE_INT32 if kind is None else Kind.TYPE_MESSAGE if kind else Kind.TYPE_STRING
            if kind:
                added.type_name = f".{package}.{kind}"
    pool = DescriptorPool()
    pool.Add(file)
    return GetMessageClass(pool.FindMessageTypeByName(f"{package}.{name}"))
