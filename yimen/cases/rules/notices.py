"""How written notices are numbered (发文字号, GB/T 9704): mark, year, running number."""


def document_number(mark: str, year: int, running: int) -> str:
    """The number of a document of an authority, for example 市市场监管局〔2026〕12号."""
    return f"{mark}〔{year}〕{running}号"
