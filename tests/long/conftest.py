"""The long tests: what takes minutes, or has exports read by the programs they are for (make test-long)."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def readers() -> Path:
    """Return the Python in whose environment the readers of exports are installed."""
    return _python("BIAOSHU_READERS")


@pytest.fixture(scope="session")
def cluster() -> Path:
    """Return the Python in whose environment the program and its extra for clusters are installed."""
    return _python("BIAOSHU_CLUSTER")


@pytest.fixture(scope="session")
def doccano() -> Path:
    """Return the Python in whose environment doccano is installed."""
    return _python("BIAOSHU_DOCCANO")


def _python(name: str) -> Path:
    place = os.environ.get(name)
    if not place:
        pytest.skip(f"{name} names no Python: run by make test-long")
    return Path(place)
