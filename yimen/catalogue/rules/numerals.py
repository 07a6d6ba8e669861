"""Numbers as laws write them: 三十五, 一千二百六十, 〇, and figures."""

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
#: Every character a number of a law may be written with, for regular expressions.
CHARACTERS = "".join([*DIGITS, *PLACES])


def number_of(text: str) -> int:
    """The number written as 第…条 writes it; ValueError where it is none."""
    text = text.strip().translate({ord("０") + n: str(n) for n in range(10)})
    if text.isdecimal():
        return int(text)
    total, digit = 0, None
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        else:
            total += (1 if digit is None else digit) * PLACES[character]
            digit = None
    return total + (digit or 0)


def in_chinese(number: int) -> str:
    """The number as laws write it: 10 is 十, 110 is 一百一十, 101 is 一百零一."""
    said, owed = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if owed else "") + "零一二三四五六七八九"[digit] + unit
        owed = bool(said) and not digit
    return said.removeprefix("一") if 10 <= number < 20 else said or "零"


def article_label(number: int, suffix: int = 0) -> str:
    """An article as it is called: 第三十五条之一; nothing where it has no number."""
    said = f"第{in_chinese(number)}条" if number else ""
    return f"{said}之{in_chinese(suffix)}" if suffix else said
