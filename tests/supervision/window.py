"""A window with a camera, for tests.

corner = a_corner()      # a bench, a hall, a camera at window 3 where the clerk of the bench serves
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import uuid4

from tests.conftest import AT
from tests.orgs.factories import PostFactory, PostingFactory, staff_actor
from tests.supervision.factories import Bench
from yimen.kernel.actor import Actor
from yimen.orgs.models import Post, Staff
from yimen.supervision.actions.cameras import Device, Window, register_camera
from yimen.supervision.actions.observing import Finding, enter_observation
from yimen.supervision.actions.rulesets import ship_conduct_rules
from yimen.supervision.models import Camera, CameraPlace, Observation
from yimen.supervision.rules.footage import Span

LINK = "rtsp://{recorder}/Streaming/tracks/{channel}01?starttime={from_utc}&endtime={to_utc}"
DEVICE = Device("10.1.8.20:554", "3", LINK)
SINCE = date(2026, 1, 5)
MORNING, EVENING = time(8, 30), time(17, 30)


@dataclass
class Corner:
    """An office whose clerk serves at window 3, in view of a camera."""

    bench: Bench = field(default_factory=Bench)
    post: Post = field(init=False)
    camera: Camera = field(init=False)

    def __post_init__(self) -> None:
        ship_conduct_rules()
        self.post = PostFactory(organisation=self.hall, grants=["case.accept"])
        self.seat(self.bench.office.clerk)
        who = {"by": self.keeper, "at": AT}
        self.camera = register_camera("3605-03", DEVICE, self.window(), since=SINCE, **who)

    @property
    def hall(self):
        """Where the windows are; here the office itself."""
        return self.bench.office.organisation

    @property
    def keeper(self) -> Actor:
        """Who registers cameras."""
        return self.bench.keeper

    @property
    def supervisor(self) -> Actor:
        """Who looks at recordings."""
        return self.bench.supervisor

    @property
    def place(self) -> CameraPlace:
        """Where the camera looks now."""
        return self.camera.places.get(until=None)

    def seat(self, officer: Actor, *, since: date = SINCE, until: date | None = None) -> None:
        """Let an officer serve at the window."""
        staff = Staff.objects.get(pk=officer.staff_id)
        PostingFactory(staff=staff, post=self.post, since=since, until=until)

    def window(self, name: str = "3号综合窗口", *posts: Post, hours=(MORNING, EVENING)) -> Window:
        """A window of the hall."""
        return Window(self.hall, name, posts or (self.post,), *hours)

    def finding(self, kind: str = "absent", level: int = 2, **facts) -> Finding:
        """Nobody was there, and it matters."""
        return Finding(kind, level, "窗口无人值守", self.hall, **facts)

    def found(self, span: Span, at: datetime, **facts) -> Observation:
        """What the supervisor saw."""
        who = {"key": uuid4(), "by": self.supervisor, "at": at}
        return enter_observation(self.place, span, self.finding(**facts), **who)

    def second(self) -> Actor:
        """Another supervisor of the same office."""
        return staff_actor("case.read", "case.supervise", organisation=self.hall)


def a_corner() -> Corner:
    """An office whose clerk serves at window 3, in view of a camera."""
    return Corner()
