"""Several processes of one kind at work: who asks is served by one that is free, in a thread that waits for it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import LifoQueue
from typing import Generic, Protocol, TypeVar

from .executor import Answer


class Stoppable(Protocol):
    """The client of a process, which starts the process when it is first asked."""

    def stop(self) -> None:
        """End the process, if one runs; who waits for its answer hears that it ended."""


Client = TypeVar("Client", bound=Stoppable)
Value = TypeVar("Value")


class ClientPool(Generic[Client]):
    """Has some clients, each with a process of its own, do pieces of work side by side. A context manager.

    Leaving it cancels the pieces that have not begun, ends the processes, and waits for the threads.
    """

    def __init__(self, clients: Sequence[Client]) -> None:
        self.clients = clients
        # the client that was free last comes first: its process runs already
        self._free: LifoQueue[Client] = LifoQueue()
        for client in clients:
            self._free.put(client)
        # a pool has a thread where it has no client too
        self._threads = ThreadPoolExecutor(max(1, len(clients)))

    def __enter__(self) -> "ClientPool[Client]":
        return self

    def __exit__(self, *error: object) -> None:
        # the processes first: who waits for one would wait as long as its work may take
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._stop()
        self._threads.shutdown()
        # a piece of work that had just begun may have started its process again
        self._stop()

    def submit(self, work: Callable[[Client], Value]) -> Answer[Value]:
        """Have a piece of work done with a client that is free, as soon as there is one."""
        return self._threads.submit(self._do, work)

    def _do(self, work: Callable[[Client], Value]) -> Value:
        client = self._free.get()
        try:
            return work(client)
        finally:
            self._free.put(client)

    def _stop(self) -> None:
        for client in self.clients:
            client.stop()
