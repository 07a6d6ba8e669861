"""Amounts are whole fen; only pages and papers show yuan."""

from decimal import Decimal, InvalidOperation

FEN_PER_YUAN = 100


def yuan(fen: int) -> str:
    """An amount as people read it: ¥1,280.00."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}¥{whole:,}.{rest:02d}"


def typed_yuan(fen: int) -> str:
    """An amount as it stands in a field, which `to_fen` reads again: 1280.00."""
    return f"{Decimal(fen) / FEN_PER_YUAN:.2f}"


def to_fen(text: str) -> int:
    """The fen of an amount somebody typed in yuan; finer than a fen is not money."""
    try:
        fen = Decimal(text.strip().lstrip("¥￥").replace(",", "")) * FEN_PER_YUAN
    except InvalidOperation:
        raise ValueError(text) from None
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise ValueError(text)
    return int(fen)
