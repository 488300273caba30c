"""Inference sessions of compiled models, in onnxruntime on the CPU."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

REPAIR = "compile it again with 'clausebot index build'"
"""Remedy for a compiled model that is damaged."""

_ERRORS_ONLY = 3
_MOST_THREADS = 4  # a question has too few tokens to keep more of them busy


def open_session(graph: Path) -> InferenceSession:
    """Open a session of a compiled model.

    Raises:
        Exception: Of onnxruntime's own types, if the graph or its weights are damaged.
    """
    import onnxruntime  # noqa: PLC0415 - slow to import, and only a question needs it

    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    # The exported graph is optimised already: optimising it again slows every start and speeds up nothing.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = min(os.cpu_count() or 1, _MOST_THREADS)
    options.inter_op_num_threads = 1
    # Spinning threads hold cores after inference: an answer takes twice as long.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def reason_of(error: Exception) -> str:
    """Return type and message of an error of onnxruntime or tokenizers, of bounded length."""
    return f"{type(error).__name__}: {str(error)[:300]}"
