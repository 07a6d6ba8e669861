"""Logs of older systems as their files, small enough to count by hand."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from yimen.figures.actions import import_log
from yimen.figures.models import Log
from yimen.figures.rules.logs.mapping import read_mapping
from yimen.kernel.actor import SYSTEM

MAPPING = """
name = "旧审批系统"
[event]
case = "办件"
activity = "环节"
time = "时间"
resource = "人员"
lifecycle = "状态"
[case]
start = "开始"
end = "结束"
deadline = "期限"
channel = "渠道"
"""
HEADING = "办件,环节,时间,人员,状态,开始,结束,期限,渠道"
#: A on time, B three days late, C open and past its deadline, D open without a deadline.
ROWS = (
    "A,受理,2026-03-02 09:00,甲,complete,2026-03-02 09:00,2026-03-06 09:00,2026-03-09,网上",
    "A,审查,2026-03-04 09:00,乙,start,2026-03-02 09:00,2026-03-06 09:00,2026-03-09,网上",
    "A,审查,2026-03-05 09:00,乙,complete,2026-03-02 09:00,2026-03-06 09:00,2026-03-09,网上",
    "A,决定,2026-03-06 09:00,丙,complete,2026-03-02 09:00,2026-03-06 09:00,2026-03-09,网上",
    "B,受理,2026-03-03 09:00,甲,complete,2026-03-03 09:00,2026-03-12 12:00,2026-03-09 12:00,窗口",
    "B,审查,2026-03-04 09:00,乙,start,2026-03-03 09:00,2026-03-12 12:00,2026-03-09 12:00,窗口",
    "B,审查,2026-03-07 09:00,乙,complete,2026-03-03 09:00,2026-03-12 12:00,2026-03-09 12:00,窗口",
    "B,决定,2026-03-12 12:00,丙,complete,2026-03-03 09:00,2026-03-12 12:00,2026-03-09 12:00,窗口",
    "C,受理,2026-03-05 09:00,甲,complete,2026-03-05 09:00,,2026-03-11,窗口",
    "D,受理,2026-03-13 09:00,甲,complete,2026-03-13 09:00,,,",
)


def csv_file(folder: Path, rows: tuple[str, ...] = ROWS, name: str = "log.csv") -> Path:
    """The rows below their heading, in a file."""
    file = folder / name
    file.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    return file


def take(file: Path, mapping: str = MAPPING, suffix: str = "csv") -> tuple[Log, bool]:
    """Take over a file, now."""
    read = read_mapping(mapping, suffix=suffix)
    who = {"by": SYSTEM, "at": timezone.now()}
    return import_log(file, read, progress=lambda done, total: None, **who)


def a_log() -> Log:
    """The small log, taken over."""
    with TemporaryDirectory() as folder:
        return take(csv_file(Path(folder)))[0]
