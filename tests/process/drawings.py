"""Small BPMN drawings written as one line each, for tests to read."""

import re
from itertools import pairwise

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:y="https://yimen.example/bpmn" id="file">'
)
WORDS = {"+": "parallelGateway", "x": "exclusiveGateway", "o": "inclusiveGateway"}
GRANTS = {
    "accept": "case.accept",
    "examine": "case.examine",
    "decide": "case.decide",
    "issue": "case.deliver",
}


def task(ident: str, *, kind: str = "", grant: str = "", days: str = "") -> str:
    """A task for people; its kind is its id unless said otherwise."""
    kind = kind or ident.rstrip("0123456789")
    limit = f' days="{days}"' if days else ""
    grant = grant or GRANTS.get(kind, "case.examine")
    return (
        f'<userTask id="{ident}" name="{ident}步"><extensionElements>'
        f'<y:link kind="{kind}" grant="{grant}"{limit}/></extensionElements></userTask>'
    )


def flow(source: str, target: str, condition: str = "") -> str:
    """A path."""
    inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    return (
        f'<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">'
        f"{inside}</sequenceFlow>"
    )


def element(ident: str) -> str:
    """An element known by how its id begins: `+fork`, `xchoice`, `osome`, `start`, `end`."""
    if ident.startswith("start"):
        return f'<startEvent id="{ident}"/>'
    if ident.startswith("end"):
        return f'<endEvent id="{ident}"/>'
    return task(ident)


def drawing(*paths: str, gateways: str = "", extra: str = "") -> str:
    """A drawing from paths such as `start > accept > end` or `pick > fix [outcome == 'fail']`.

    Gateways are named as `fork:+ pick:x some:o`; the first path out of a choosing gateway without
    a condition is its default.
    """
    inside = body(*paths, gateways=gateways) + extra
    return f"{HEAD}<process id='p' name='程序'>{inside}</process></definitions>"


def body(*paths: str, gateways: str = "") -> str:
    """The inside of a process or part."""
    kinds = dict(pair.split(":") for pair in gateways.split())
    flows: list[tuple[str, str, str]] = []
    for path in paths:
        path, _, condition = path.partition("[")
        steps = [step.strip() for step in path.split(">")]
        for source, target in pairwise(steps):
            flows.append((source, target, condition.strip().removesuffix("]")))
    idents = list(dict.fromkeys(i for source, target, _ in flows for i in (source, target)))
    drawn = [_gateway(i, kinds[i], flows) if i in kinds else element(i) for i in idents]
    drawn = [d for d, i in zip(drawn, idents, strict=True) if not i.startswith("part")]
    return "".join(drawn) + "".join(flow(s, t, _escape(c)) for s, t, c in flows)


def _gateway(ident: str, kind: str, flows: list[tuple[str, str, str]]) -> str:
    out = [(s, t, c) for s, t, c in flows if s == ident]
    default = next((f"{s}-{t}" for s, t, c in out if not c), "")
    mark = f' default="{default}"' if kind in "xo" and len(out) > 1 and default else ""
    return f'<{WORDS[kind]} id="{ident}" name="{ident}口"{mark}/>'


def _escape(condition: str) -> str:
    return condition.replace("&", "&amp;").replace("<", "&lt;")


def part(ident: str, *paths: str, gateways: str = "") -> str:
    """A sub-process drawn inside."""
    return (
        f'<subProcess id="{ident}" name="{ident}段">{body(*paths, gateways=gateways)}</subProcess>'
    )


def marked(xml: str) -> str:
    """A stranger's drawing with every task of people given to the examiners."""
    link = '<y:link xmlns:y="https://yimen.example/bpmn" kind="examine" grant="case.examine"/>'

    def give(match: re.Match[str]) -> str:
        opening, prefix = match.group(0), match.group(1) or ""
        element = f"<{prefix}extensionElements>{link}</{prefix}extensionElements>"
        if opening.endswith("/>"):
            return f"{opening[:-2]}>{element}</{prefix}{match.group(2)}>"
        return opening + element

    return re.sub(r"<(\w+:)?(userTask|manualTask|task)\b[^>]*>", give, xml)
