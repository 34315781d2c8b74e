"""Long work beside the kernel: one job at a time, its steps told, stopped when asked; only the newest result counts."""

import asyncio
import logging
import sys
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from threading import Event
from typing import Protocol, TypeVar

from habitue.errors import HabitueError, Stopped
from habitue.language import Sentence, sentence
from habitue.refresh.compute import Step

Result = TypeVar("Result")
_LOG = logging.getLogger("habitue.notebook")


class Told(Protocol):
    """Who shows how it goes: `widgets.Notice`."""

    def working(self, text: Sentence | str, done: float | None = None, *, stop: bool = False) -> None:
        """Work under way."""

    def error(self, error: HabitueError | Sentence | str) -> None:
        """What went wrong."""

    def clear(self) -> None:
        """Nothing to say."""


def broken(error: Exception) -> Sentence:
    """What people read when something failed that should not have; its text may quote people, so it is not told."""
    _LOG.error("%s", type(error).__name__)
    return sentence(
        "Something went wrong that should not have ({kind}). Nothing was written.", kind=type(error).__name__
    )


class Work:
    """Runs jobs in a thread where the kernel has an event loop and threads, else at once.

    What comes after a job (`then`) runs in the kernel's own thread. A new job puts an end to the one before.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self.failed = False  # until something goes well
        self._ticket = 0
        self._stop = Event()
        self._task: asyncio.Task[None] | None = None
        self._over = Event()

    @property
    def begun(self) -> int:
        """How many jobs have begun."""
        return self._ticket

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._task is not None and not self._task.done()

    def start(self, job: Callable[[Step], Result], then: Callable[[Result], object]) -> None:
        """Begin a job, which tells its steps through the callback that it is given."""
        self.stop()
        self._ticket += 1
        self._stop, self._over = Event(), Event()
        loop = _loop()
        if loop is None:
            self._at_once(job, then)
            return
        run = partial(_run, job, self._step(loop), self._over)
        # The thread starts now, not when the loop comes round to it: a cell may wait for it.
        future: asyncio.Future[Result] = loop.run_in_executor(None, copy_context().run, run)
        self._task = loop.create_task(self._beside(future, then, (self._ticket, self._stop)))

    def stop(self) -> None:
        """Ask the job under way to end at its next step."""
        self._stop.set()

    def _at_once(self, job: Callable[[Step], Result], then: Callable[[Result], object]) -> None:
        def step(said: Sentence) -> None:
            self.told.working(said)

        try:
            result = job(step)
            self.told.clear()
            then(result)
        except KeyboardInterrupt:
            self.told.error(_stopped())
        except Exception as error:  # noqa: BLE001 (shown as a sentence)
            self._failed(error)

    def _step(self, loop: asyncio.AbstractEventLoop) -> Step:
        """What a job in a thread calls at each step: tells it in the kernel's thread, or ends the job."""
        ticket, stop = self._ticket, self._stop

        def tell(said: Sentence) -> None:
            if ticket == self._ticket and not stop.is_set():
                self.told.working(said, stop=True)

        def step(said: Sentence) -> None:
            if stop.is_set():
                raise _stopped()
            loop.call_soon_threadsafe(tell, said)

        return step

    async def _beside(
        self, future: "asyncio.Future[Result]", then: Callable[[Result], object], begun: tuple[int, Event]
    ) -> None:
        """What comes after a job in a thread; nothing where a newer job has begun."""
        ticket, stop = begun
        try:
            result = await future
            if ticket == self._ticket:
                stop.set()  # no step of it is told any more
                self.told.clear()
                then(result)
        except Exception as error:  # noqa: BLE001 (shown as a sentence)
            if ticket == self._ticket:
                stop.set()
                self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.failed = True
        self.told.error(error if isinstance(error, HabitueError) else broken(error))

    def wait(self, seconds: float) -> None:
        """Hold the kernel until the job is done, and no longer than that; what comes after it runs later."""
        if self.running:
            self._over.wait(seconds)

    async def finished(self) -> None:
        """Wait for the job under way."""
        if self._task is not None:
            await self._task


def _run(job: Callable[[Step], Result], step: Step, over: Event) -> Result:
    try:
        return job(step)
    finally:
        over.set()


def _stopped() -> Stopped:
    return Stopped(sentence("Stopped. Nothing was written."))


def _loop() -> asyncio.AbstractEventLoop | None:
    """The kernel's event loop; None where there is none, or where there are no threads (Pyodide)."""
    if sys.platform == "emscripten":
        return None
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
