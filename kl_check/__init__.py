"""Is this line the Gaussian KL divergence? Derive it, confirm it, check it.

>>> import kl_check
>>> kl_check.check("-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())").verdict
'exact'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kl_check.model.errors import InputError as InputError
    from kl_check.pipeline import check as check
    from kl_check.pipeline import compare as compare
    from kl_check.pipeline import derive as derive
    from kl_check.pipeline import scan as scan
    from kl_check.pipeline import steps as steps

__version__ = "0.1.0"

__all__ = ["InputError", "__version__", "check", "compare", "derive", "scan", "steps"]


def __getattr__(name: str) -> object:
    """Loads the pipeline when it is first asked for: `import kl_check` alone costs nothing."""
    if name == "InputError":
        from kl_check.model.errors import InputError

        return InputError
    if name in __all__:
        from kl_check import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
