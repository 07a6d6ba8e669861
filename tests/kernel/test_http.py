"""Another system is spoken to for no longer than told."""

import socket
import threading
import time

from yimen.kernel.http import post


def drip(listener: socket.socket) -> None:
    """Answer at once, then drop by drop, until the other side has enough."""
    line, _address = listener.accept()
    with line:
        line.recv(65536)
        line.sendall(b"HTTP/1.1 500 Error\r\nContent-Length: 60000\r\n\r\n")
        try:
            for _ in range(100):
                line.sendall(b"x")
                time.sleep(0.05)
        except OSError:
            return


def test_who_answers_drop_by_drop_keeps_nobody_waiting():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=[listener])
        thread.start()
        began = time.monotonic()

        answer = post(f"http://127.0.0.1:{listener.getsockname()[1]}/", b"{}", seconds=0.3)

        assert time.monotonic() - began < 2
        thread.join()
    assert answer.status == 500
    assert set(answer.body) == {ord("x")}
