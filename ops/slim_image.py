"""Deletes from an environment what the bot never uses, for a smaller image.

    python slim_image.py FOLDER

The folder is that of a virtual environment with the bot. What goes: OpenVINO's plugins for
other devices than the CPU and its readers of other formats than ONNX, tests and sources of
packages, the languages that the bot does not speak, and of CUDA and torch what only a profiler,
a compiler of C++ or other GPUs than NVIDIA's need.
"""

import shutil
import sys
from pathlib import Path

UNUSED = (
    "openvino/libs/libopenvino_intel_gpu_plugin.so*",
    "openvino/libs/libopenvino_intel_npu_plugin.so*",
    "openvino/libs/cache.json",  # of the GPU plugin
    "openvino/libs/libopenvino_gguf_frontend.so*",
    "openvino/libs/libopenvino_jax_frontend.so*",
    "openvino/libs/libopenvino_paddle_frontend.so*",
    "openvino/libs/libopenvino_pytorch_frontend.so*",
    "openvino/libs/libopenvino_tensorflow_frontend.so*",
    "openvino/libs/libopenvino_tensorflow_lite_frontend.so*",
    "openvino/include",
    "onnx/backend/test",
    "onnxruntime/transformers",
    "numpy/**/tests",
    "asyncpg/**/*.c",
    "nvidia/**/include",
    "nvidia/**/*.a",
    "nvidia/cu*/lib/libcusolverMg.so*",  # solvers on several GPUs, which torch does not link
    "nvidia/cu*/lib/libnvperf_*.so*",
    "nvidia/nvshmem/lib/*.bc",  # for kernels that write to other GPUs
    "torch/bin/protoc*",
    "torch/include",
    "triton/backends/amd/lib/libtriton_amd_codegen.so",
    "triton/backends/nvidia/lib/cupti*",
)


def main(folder: Path) -> int:
    """Deletes it, and says how much that was."""
    [packages] = folder.glob("lib/python*/site-packages")
    doomed = [path for pattern in UNUSED for path in packages.glob(pattern)]
    spoken = {file.stem for file in packages.glob("removerbot/locales/*.ftl")}
    doomed += [
        file
        for file in packages.glob("babel/locale-data/*.dat")
        if file.stem != "root" and file.stem.partition("_")[0] not in spoken
    ]
    size = sum(map(_size, doomed))
    for path in doomed:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    sys.stdout.write(f"{size / 1e6:.0f} MB of {len(doomed)} files and folders deleted\n")
    return 0 if spoken else 1


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
