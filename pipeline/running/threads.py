"""How many threads a process may use. Imports nothing heavy: it must be asked first."""

import os

# Read by numerical libraries when they are first imported, and inherited by worker processes.
LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def use_one_thread() -> None:
    """Nothing; each process started from now on uses one thread, unless the user's environment says more.

    Articles are divided among processes (`--workers`), which share nothing and so
    lose no time to one another; and sums over several threads need not be the same twice.
    """
    for name in LIMITS:
        os.environ.setdefault(name, "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
