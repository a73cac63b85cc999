"""What each key is to do, tried in the running application: one scenario a key, by where it works."""

import pytest

_MODULES = ("main_screen", "other_screens", "editing", "basket")
pytest.register_assert_rewrite(*(f"{__name__}.{name}" for name in _MODULES))

from tests.pilot.scenarios import basket, editing, main_screen, other_screens  # noqa: E402 - once they are registered

__all__ = ["basket", "editing", "main_screen", "other_screens"]
