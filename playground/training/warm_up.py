"""Make a worker process ready: few threads, TensorFlow imported, one small network already trained."""

import gc
import time
from statistics import median

import tensorflow as tf

from playground.training.steps import PARTS

MEASURED = 12
"""Batches that are timed."""


def warm_up() -> float:
    """Train the first visitor's network, so that its curve starts at once when a learner trains it.

    Returns how many batches of 32 a second it trains here, the median.
    """
    few_threads()
    tf.get_logger().setLevel("ERROR")  # it warns of every new network
    from playground.config import RunConfig
    from playground.datasets.reviews import Reviews
    from playground.training.prepare import prepare

    Reviews().load()
    prepared = prepare(RunConfig(dataset=Reviews(examples=200)))
    batch = prepared.train.take(prepared.train.in_order(32)[-1])
    prepared.steps.evaluate(*batch)
    prepared.steps.train(*batch)
    seconds = []
    for _ in range(MEASURED):
        started = time.perf_counter()
        float(prepared.steps.train(*batch)[0])
        seconds.append(time.perf_counter() - started)
    gc.freeze()  # `clear_session` looks through all objects after every run, which takes a quarter of a second
    return 1 / median(seconds)


def few_threads() -> None:
    """One thread per operation, and one per part of a large batch.

    Operations are too small to be shared: two processes of one thread each train twice what one of two threads does.
    """
    try:
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(PARTS)
    except RuntimeError:  # TensorFlow has started already in this process
        return
