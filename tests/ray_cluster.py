"""A Ray cluster of two small nodes on this machine, reached from this machine alone."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

ON_LOOPBACK = {
    "PYTHONPATH": str(Path(__file__).parents[1]),
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on every system: addresses are 127.0.0.1
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
"""The environment of a cluster that tells nobody of itself."""

os.environ.update(ON_LOOPBACK)  # read when Ray is imported

from ray import serve  # noqa: E402
from ray._common.usage.usage_constants import CLUSTER_METADATA_KEY  # noqa: E402
from ray._private.ray_constants import KV_NAMESPACE_CLUSTER  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402

_NODE = {"object_store_memory": 100 << 20, "include_dashboard": False}

_QUICK = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 500,
    "health_check_timeout_ms": 1000,
    "health_check_failure_threshold": 4,
}


@contextmanager
def two_nodes(cpus: int = 1) -> Iterator[Any]:
    """A `ray.cluster_utils.Cluster` of a head and a worker, with so many processors each."""
    cluster = _started(cpus, tries=2)
    try:
        yield cluster
    finally:
        cluster.shutdown()


def _started(cpus: int, tries: int) -> Any:
    """Ray gives a node 30 s to start, which is little beside other tests."""
    cluster = Cluster()
    try:
        cluster.add_node(**_NODE, num_cpus=cpus, _system_config=_QUICK)
        cluster.add_node(**_NODE, num_cpus=cpus)
        cluster.wait_for_nodes()
    except Exception:
        cluster.shutdown()
        if tries == 1:
            raise
        return _started(cpus, tries - 1)
    return cluster


@contextmanager
def of_another_python(address: str) -> Iterator[None]:
    """Lets a cluster say of itself that Python 3.9 runs it."""
    client = import_module("ray._raylet").GcsClient(address=address)
    name, namespace = CLUSTER_METADATA_KEY, KV_NAMESPACE_CLUSTER
    said = client.internal_kv_get(name, namespace)
    other = json.dumps({**json.loads(said), "python_version": "3.9.1"}).encode()
    client.internal_kv_put(name, other, True, namespace)
    try:
        yield
    finally:
        client.internal_kv_put(name, said, True, namespace)


def replicas_running(app: str) -> int:
    """How many replicas of an application's deployment run."""
    [deployment] = serve.status().applications[app].deployments.values()
    return int(deployment.replica_states.get("RUNNING", 0))
