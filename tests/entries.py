"""One test for a whole list: every entry is tried, and the message names each that fails with its reason.

Hundreds of words that each make a test of their own cost more in setting up than in trying; one test that stops at
the first bad word tells less than they did.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def for_each(names: str, entries: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a test the entries of a list one after the other, by the names of its parameters as parametrize has them.

    Other parameters are fixtures, set up once for the whole list: what a test changes on them it must not stand on.
    """
    given = [name.strip() for name in names.split(",")]
    kept = list(entries)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def try_all(**fixtures: Any) -> None:
            assert kept, "the list is empty: nothing would be tried"
            failed = []
            for entry in kept:
                values = [entry] if len(given) == 1 else entry
                try:
                    test(**dict(zip(given, values, strict=True)), **fixtures)
                except Exception as error:
                    failed.append(f"{entry}: {type(error).__name__}: {error}")
            assert not failed, "\n".join([f"{len(failed)} of {len(kept)} entries fail:", *failed])

        signature = inspect.signature(test)
        others = [parameter for name, parameter in signature.parameters.items() if name not in given]
        # pytest asks the signature for fixtures: the entry is none
        try_all.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return try_all

    return decorate
