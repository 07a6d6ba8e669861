"""Whatever is drawn, done and returned: the engine waits for what plain reckoning waits for.

The reckoning knows a drawing as a tree (one after another, side by side, a choice, some of several,
a part) and a set of links that are done; it has no tokens, so it can be wrong in other ways only.
"""

import json
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.process.drawings import HEAD, WORDS, flow, task
from yimen.process.rules.engine import Run
from yimen.process.rules.plan import plan_of


@dataclass(eq=False)
class Block:
    """A piece of a drawing: a link, or pieces put together."""

    kind: str  # link | seq | par | choice | some | part
    inner: list["Block"] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)  # choice, some: which condition holds
    id: str = ""

    def branches(self) -> list["Block"]:
        """The pieces that are run."""
        if self.kind == "choice":
            return [next((b for b, t in self._asked() if t), self.inner[-1])]
        if self.kind == "some":
            return [b for b, t in self._asked() if t] or [self.inner[-1]]
        return self.inner

    def _asked(self) -> list[tuple["Block", bool]]:
        return list(zip(self.inner[:-1], self.taken, strict=False))

    def links(self) -> set[str]:
        return {self.id} if self.kind == "link" else set().union(*(b.links() for b in self.inner))

    def waiting(self, done: set[str]) -> set[str]:
        """The links that wait when these are done; none when the piece is through."""
        if self.kind == "link":
            return {self.id} - done
        waits = [waiting for b in self.branches() if (waiting := b.waiting(done))]
        return set().union(*(waits[:1] if self.kind in {"seq", "part"} else waits))

    def after(self, link: str) -> set[str]:
        """The link and all that follows from it."""
        if self.kind == "link":
            return {self.id} & {link}
        found: set[str] = set()
        for b in self.inner:
            found |= b.links() if found and self.kind in {"seq", "part"} else b.after(link)
        return found


def blocks(depth: int) -> st.SearchStrategy[Block]:
    link = st.builds(Block, st.just("link"))
    if depth == 0:
        return link
    inner = st.lists(blocks(depth - 1), min_size=2, max_size=3)
    taken = st.lists(st.booleans(), min_size=3, max_size=3)
    several = st.builds(Block, st.sampled_from(["seq", "par", "choice", "some"]), inner, taken)
    part = st.builds(Block, st.just("part"), inner)
    return link | several | several | part


class Pen:
    """Draws a tree of blocks as BPMN."""

    def __init__(self) -> None:
        self.count = 0
        self.facts: dict[str, bool] = {}

    def name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def process(self, block: Block) -> str:
        return f"{HEAD}<process id='p'>{self.scope([block])}</process></definitions>"

    def scope(self, inner: list[Block]) -> str:
        start, end = self.name("start"), self.name("end")
        drawn, last = f'<startEvent id="{start}"/><endEvent id="{end}"/>', start
        for block in inner:
            more, first, out = self.block(block)
            drawn, last = drawn + more + flow(last, first), out
        return drawn + flow(last, end)

    def block(self, block: Block) -> tuple[str, str, str]:
        """What is drawn, where it is entered, where it is left."""
        if block.kind == "link":
            block.id = self.name("examine")
            return task(block.id), block.id, block.id
        if block.kind == "part":
            ident = self.name("part")
            return f'<subProcess id="{ident}">{self.scope(block.inner)}</subProcess>', ident, ident
        if block.kind == "seq":
            return self.line(block)
        return self.split(block)

    def line(self, block: Block) -> tuple[str, str, str]:
        pieces = [self.block(b) for b in block.inner]
        drawn = "".join(p[0] for p in pieces)
        drawn += "".join(flow(a[2], b[1]) for a, b in pairwise(pieces))
        return drawn, pieces[0][1], pieces[-1][2]

    def split(self, block: Block) -> tuple[str, str, str]:
        word = WORDS[{"par": "+", "choice": "x", "some": "o"}[block.kind]]
        fork, join = self.name("fork"), self.name("join")
        drawn, default = f'<{word} id="{join}"/>', ""
        for number, inner in enumerate(block.inner):
            more, first, out = self.block(inner)
            condition = ""
            if block.kind != "par" and number < len(block.inner) - 1:
                fact = self.name("f")
                self.facts[fact] = block.taken[number]
                condition = f"{fact} == true"
            elif block.kind != "par":
                default = f' default="{fork}-{first}"'
            drawn += more + flow(fork, first, condition) + flow(out, join)
        return drawn + f'<{word} id="{fork}"{default}/>', fork, join


@given(blocks(3), st.data())
@settings(max_examples=60, deadline=None, phases=set(Phase) - {Phase.explain})
def test_the_engine_waits_for_what_plain_reckoning_waits_for(
    block: Block, data: st.DataObject
) -> None:
    pen = Pen()
    whole = Block("seq", [Block("link"), block, Block("link")])
    plan = plan_of(pen.process(whole))
    run = Run.begin(plan)
    done: set[str] = set()
    for _ in range(40):
        expected = whole.waiting(done)
        assert {token.link for token in run.waiting()} == expected
        assert len(run.waiting()) == len(expected)
        assert run.is_over == (not expected)
        if run.is_over:
            break
        run = Run.thaw(plan, json.loads(json.dumps(run.freeze())))
        if done - expected and data.draw(st.integers(0, 3)) == 0:
            link = data.draw(st.sampled_from(sorted(done)))
            run.return_to(link)
            done -= whole.after(link)
        else:
            link = data.draw(st.sampled_from(sorted(expected)))
            [token] = [t for t in run.waiting() if t.link == link]
            run.complete(token.id, "done", pen.facts)
            done.add(link)
