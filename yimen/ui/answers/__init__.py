"""Forms that are data: a form for whatever fields somebody describes, and how it is drawn.

This library knows how to ask and how to read what was typed. What an answer must be like is
somebody else's to judge: see `Sheet`.
"""

from yimen.ui.answers.form import AnswerForm, Offers, Sheet, last_row, with_row, without_row

__all__ = ["AnswerForm", "Offers", "Sheet", "last_row", "with_row", "without_row"]
