"""What templates may say: dates, amounts, numbers, icons, errors."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from yimen.ui.templatetags import ui

DAY = date(2026, 5, 20)
#: 2:30 in the night of Shanghai, still the day before in London.
NIGHT = datetime(2026, 5, 19, 18, 30, tzinfo=UTC)


def shown(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("filter_", "value", "chinese", "english"),
    [
        ("cn_date", DAY, "2026年5月20日 (周三)", "20 May 2026 (Wed)"),
        ("cn_date", NIGHT, "2026年5月20日 (周三)", "20 May 2026 (Wed)"),
        ("cn_date", None, "", ""),
        ("cn_day", date(2019, 5, 20), "2019年5月20日", "20 May 2019"),
        ("cn_month", DAY, "2026年5月", "May 2026"),
        ("cn_datetime", NIGHT, "2026年5月20日 (周三) 02:30", "20 May 2026 (Wed) 02:30"),
        ("cn_time", NIGHT, "02:30", "02:30"),
    ],
)
def test_days_are_said_as_people_of_the_place_say_them(filter_, value, chinese, english):
    say = getattr(ui, filter_)

    with translation.override("zh-hans"):
        assert say(value) == chinese
    with translation.override("en"):
        assert say(value) == english


def test_a_day_of_this_year_is_said_without_its_year():
    this_year = timezone.localdate().replace(month=5, day=20)

    with translation.override("zh-hans"):
        assert ui.cn_day(this_year) == "5月20日"
    with translation.override("en"):
        assert ui.cn_day(this_year) == "20 May"


@pytest.mark.parametrize(
    ("fen", "text"),
    [(128000, "¥1,280.00"), (0, "¥0.00"), (5, "¥0.05"), (-250, "-¥2.50"), (None, "")],
)
def test_amounts_come_from_fen(fen, text):
    assert ui.yuan(fen) == text


def test_long_numbers_stand_in_groups_of_four():
    assert ui.group4("1136050001447") == "1136 0500 0144 7"


def test_an_icon_without_a_label_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in shown('{% icon "clock" %}')


def test_an_icon_with_a_label_speaks_and_is_escaped():
    drawn = shown('{% icon "clock" label=words %}', words='a "b" <c>')

    assert 'role="img" aria-label="a &quot;b&quot; &lt;c&gt;"' in drawn


def test_an_unknown_icon_is_a_mistake_found_at_once():
    with pytest.raises(LookupError):
        shown('{% icon "unicorn" %}')


def test_a_qr_code_is_drawn_without_any_style_of_its_own():
    drawn = shown("{% qr text label %}", text="http://localhost/items/1/", label="guide")

    assert drawn.startswith('<svg role="img" aria-label="guide"')
    assert "style" not in drawn


class Sample(forms.Form):
    """A form with each sort of widget."""

    name = forms.CharField(label="Name", help_text="As written.", max_length=5)
    way = forms.ChoiceField(label="Way", choices=[("a", "A")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed")


def test_the_summary_of_errors_leads_to_each_field():
    form = Sample({"name": "much too long", "way": "x"})
    form.add_error(None, "All of it is wrong.")

    found = ui.field_errors(form)

    assert [one["id"] for one in found] == ["", "id_name", "id_way", "id_agreed"]
    html = shown('{% include "ui/_errors.html" with form=form %}', form=form)
    assert 'href="#id_name"' in html and "All of it is wrong." in html


def test_a_sentence_to_agree_to_meets_its_error_without_two_stops():
    form = Sample({})
    form.fields["agreed"].label = "我已阅读。"

    assert "我已阅读" in [one["label"] for one in ui.field_errors(form)]


def test_an_unbound_form_has_no_errors():
    assert ui.field_errors(Sample()) == []
    assert ui.field_errors("") == []


def test_a_field_is_tied_to_its_help_and_its_error():
    html = shown('{% include "ui/_field.html" with field=form.name %}', form=Sample({"name": ""}))

    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html


def test_a_set_of_choices_has_a_legend_that_errors_can_lead_to():
    html = shown('{% include "ui/_field.html" with field=form.way %}', form=Sample({}))

    assert '<fieldset class="y-field y-field--bad" id="id_way"' in html
    assert "<legend>Way" in html


def test_a_tick_box_stands_beside_its_label():
    html = shown('{% include "ui/_field.html" with field=form.agreed %}', form=Sample())

    assert '<label class="y-choice" for="id_agreed"><input type="checkbox"' in html


def test_content_falls_back_to_chinese_where_there_is_no_english():
    class Thing:
        """Something with a name."""

        name, name_en = "食品经营许可", ""

    with translation.override("en"):
        assert ui.in_language(Thing) == "食品经营许可"
        Thing.name_en = "Food licence"
        assert ui.in_language(Thing) == "Food licence"
