"""Where the formula is wanted ready to be copied: libraries, LaTeX, and the names that code gives to a scale."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.model.report import Library

LIBRARIES: tuple[Library, ...] = (
    Library("torch", "PyTorch", "import torch", "torch.", squares="x.pow(2)"),
    Library("keras", "Keras", "from keras import ops", "ops."),
    Library("tensorflow", "TensorFlow", "import tensorflow as tf", "tf."),
    Library("jax", "JAX", "import jax.numpy as jnp", "jnp."),
    Library("numpy", "NumPy", "import numpy as np", "np."),
    Library("latex", "LaTeX"),
)

CODE_NAMES: Mapping[str, str] = {
    "log_var": "logvar",
    "std": "sigma",
    "var": "var",
    "log_std": "log_sigma",
    "precision": "precision",
    "log_precision": "log_precision",
}
"""A name for a scale of each role that misleads nobody."""

LETTERS: Mapping[str, str] = {
    "log_var": "lambda",
    "std": "sigma",
    "var": "v",
    "log_std": "t",
    "precision": "tau",
    "log_precision": "rho",
}
"""The same in mathematics, where names are letters."""
