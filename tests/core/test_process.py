"""Processes talk by JSON on lines: any cut of the stream is put together again, too long a line ends the process."""

import io
import json
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.process import Client, EndedError, Lines, LineTooLongError, Message, serve, to_line

ECHO = """
import json, os, sys, time
for line in sys.stdin.buffer:
    asked = json.loads(line)
    if "code" in asked:
        os._exit(asked["code"])
    time.sleep(asked.get("wait", 0))
    sys.stdout.buffer.write(b"x" * asked.get("babble", 0) + line)
    sys.stdout.buffer.flush()
"""
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()), lambda inner: st.lists(inner, max_size=3)
)
messages = st.dictionaries(st.text(max_size=5), values, max_size=4)


@pytest.fixture
def client() -> Iterator[Client]:
    asked = Client([sys.executable, "-c", ECHO])
    yield asked
    asked.stop()


@given(st.lists(messages, max_size=5), st.data())
def test_messages_come_whole_however_the_stream_is_cut(sent: list[Message], data: st.DataObject) -> None:
    stream = b"".join(map(to_line, sent))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    lines, heard = Lines(), []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        lines.add(stream[start:end])
        while (line := lines.take()) is not None:
            heard.append(json.loads(line))
    assert heard == sent


def test_half_a_character_of_a_files_name_goes_through() -> None:
    assert json.loads(to_line({"path": "\udcd4.txt"})) == {"path": "\udcd4.txt"}


@pytest.mark.parametrize("pieces", [[b"12345"], [b"12", b"345\n"], [b"1\n12345\n"]])
def test_a_line_beyond_the_limit_is_refused(pieces: list[bytes]) -> None:
    lines = Lines(limit=4)
    *before, last = pieces
    for piece in (b"1234\n", *before):
        lines.add(piece)
    with pytest.raises(LineTooLongError):
        lines.add(last)


def test_the_server_answers_until_nobody_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.BytesIO):
        def flush(self) -> None:
            if len(self.getvalue()) > 4:
                raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", sys.stdout)
    heard: list[bytes] = []

    def answer(line: bytes) -> list[bytes]:
        heard.append(line)
        return [b"a\n", b"b\n"]

    serve([b"1\n", b"2\n", b"3\n"], Gone(), answer)
    assert heard == [b"1\n", b"2\n"]


def test_the_client_starts_the_process_and_starts_it_again(client: Client) -> None:
    assert json.loads(client.exchange({"a": "增长"}, 20)) == {"a": "增长"}
    first = client._process
    assert json.loads(client.exchange({"a": 2}, 20)) == {"a": 2}
    assert client._process is first
    with pytest.raises(EndedError) as ended:
        client.exchange({"code": 72}, 20)
    assert ended.value.code == 72
    assert client._process is None
    assert json.loads(client.exchange({"a": 3}, 20)) == {"a": 3}


def test_an_answer_of_several_lines_comes_line_by_line(client: Client) -> None:
    assert client.exchange({"a": 1}, 20) == b'{"a": 1}'
    process = client._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.write(b'{"a": 2}\n{"code": 7}\n')
    process.stdin.flush()
    assert client.next_line(20) == b'{"a": 2}'
    with pytest.raises(EndedError) as ended:
        client.next_line(20)
    assert ended.value.code == 7
    with pytest.raises(EndedError):
        client.next_line(20)


def test_a_client_that_is_stopped_from_another_thread_says_that_it_ended(client: Client) -> None:
    client.exchange({}, 20)
    threading.Timer(0.3, client.stop).start()
    with pytest.raises(EndedError):
        client.exchange({"wait": 60}, None)
    assert json.loads(client.exchange({"a": 4}, 20)) == {"a": 4}


def test_the_client_waits_as_long_as_was_said(client: Client) -> None:
    client.exchange({}, 20)
    before = time.monotonic()
    with pytest.raises(EndedError) as ended:
        client.exchange({"wait": 60}, 0.3)
    assert ended.value.code is None
    assert time.monotonic() - before < 10
    assert client._process is None


def test_the_client_ends_what_says_too_much(client: Client) -> None:
    with pytest.raises(EndedError):
        client.exchange({"babble": 5_000, "wait": 0}, 20, limit=4_000)
    assert client._process is None


def test_what_holds_the_process_is_kept_while_it_runs() -> None:
    held: list[int] = []
    client = Client([sys.executable, "-c", ECHO], held.append)
    client.exchange({}, 20)
    assert client._process is not None
    assert held == [client._process.pid]
    client.stop()
