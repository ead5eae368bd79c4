"""The stopwatch of the benchmark: two works timed in turns in one run, so that their ratio says the same anywhere."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 15

# The processor's own clock stands still while others run; where it is too coarse (Windows), the wall's.
CLOCK = time.process_time if time.get_clock_info("process_time").resolution < 1e-4 else time.perf_counter

Work = Callable[[int], object]
"""What is timed, given the number of its round."""


@dataclass(frozen=True)
class Line:
    """What was measured: one ratio, what it must be at most (or at least), and what it was taken from."""

    name: str
    ratio: float
    bound: float
    taken: str
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.ratio >= self.bound if self.least else self.ratio <= self.bound


def compare(name: str, work: Work, yardstick: Work, bound: float, rounds: int = ROUNDS, least: bool = False) -> Line:
    """Time two works in turns, once unmeasured first; the ratio is the median of the rounds' own ratios."""
    times: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        first, second = clock(work, number), clock(yardstick, number)
        if number:  # what is loaded, compiled or cached at first use is not what is asked
            times.append((first, second))
    mine, theirs = zip(*times, strict=True)
    ratio = median(first / second for first, second in times)
    taken = f"{median(mine):.1f} ms / {median(theirs):.1f} ms, {rounds} rounds"
    return Line(name, round(ratio, 2), bound, taken, least)


def clock(work: Work, number: int) -> float:
    """Run a work once and return the milliseconds it took; what it says itself, where it returns a float.

    The collector of garbage is off meanwhile, as in timeit: what it costs depends on what else the process holds.
    """
    gc.collect()
    gc.disable()
    try:
        start = CLOCK()
        said = work(number)
        taken = (CLOCK() - start) * 1_000
    finally:
        gc.enable()
    return said if isinstance(said, float) else taken
