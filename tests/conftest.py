"""What every test may use: a fixed moment, and the folder of real data beside the project."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

#: The fixed moment of the suite: Wednesday 20 May 2026, 10:00 in Shanghai.
AT = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data (../shared/data); tests that need it skip where it is absent."""
    path = SHARED / "data"
    if not path.exists():
        pytest.skip(f"real data not found at {path}")
    return path


@pytest.fixture
def vectors() -> dict:
    """The domain test vectors (../shared/spec/vectors.json)."""
    import json

    path = SHARED / "spec" / "vectors.json"
    if not path.exists():
        pytest.skip(f"test vectors not found at {path}")
    return json.loads(path.read_text())
