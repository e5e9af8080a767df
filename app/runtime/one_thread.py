"""One thread of arithmetic for each process, where there are as many processes as cores.

More would wait for each other: a model of trees took minutes for seconds on a busy machine. And a process that was
forked from one whose threads had worked waits for those threads for ever (GNU OpenMP keeps none across a fork).
"""

import os

VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def keep_to_one() -> None:
    """Holds for libraries that this process has loaded and for those still to come."""
    from threadpoolctl import threadpool_limits  # finds libraries of arrays, which the web process has none of

    os.environ.update(dict.fromkeys(VARIABLES, "1"))
    threadpool_limits(1)
