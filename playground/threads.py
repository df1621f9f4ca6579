"""How many threads this process computes with."""

import numpy as np  # noqa: F401, its BLAS must be loaded to be limited
from threadpoolctl import threadpool_limits


def one_blas_thread() -> None:
    """From now on NumPy multiplies matrices on one thread.

    A timestep is too little work to share: while other processes train, waiting for a second thread takes ten times as
    long as doing all of it.
    """
    threadpool_limits(1, user_api="blas")
