"""The model side: photo in, SAM's candidates out, behind `base.Segmenter`."""

import os

# onnxruntime reports its use to its maker, unless this is set before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251 - sets, and reads nothing
