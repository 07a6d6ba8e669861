"""Writing an application form in the desk."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from tests.cases.factories import a_pdf
from tests.desk.editing import draft_of, fields_of, page, words
from yimen.catalogue.rules.elements import (
    FIELD_KINDS,
    STANDARD_FORM,
    FormField,
    SituationQuestion,
)
from yimen.desk.forms.items.form_conditions import as_condition
from yimen.desk.forms.items.form_editor import changed, read, working
from yimen.desk.forms.items.form_properties import PropertyForm
from yimen.files.models import Blob

FIELDS = (
    FormField("name", "姓名"),
    FormField("pets", "有宠物", kind="yes_no"),
    FormField(
        "members",
        "成员",
        kind="table",
        columns=(FormField("who", "姓名"), FormField("age", "年龄", kind="number")),
    ),
)


def address(item, rest=""):
    return f"/desk/items/{item.code}/draft/form/{rest}"


def typed_in(shown):
    """What the browser would send of the form as it is shown."""
    return fields_of(shown, "form-editor")


def sent(fields=FIELDS, at="name", **more):
    """What the browser sends of a form that is open at a field."""
    data = QueryDict(mutable=True)
    rows = json.dumps([field.to_json() for field in fields])
    for name, value in {"working": rows, "at": at, **more}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def after(do, at="name", fields=FIELDS, taken=frozenset(), **more):
    data = sent(fields, at, do=do, **more)
    return changed(read(data, taken), data, ())


def keys(now):
    return [place for place, _field in now.places]


class TestMoving:
    def test_a_field_moves_and_stays_open(self):
        now = after("down")

        assert [field.key for field in now.fields] == ["pets", "name", "members"]
        assert (now.at, now.focus) == ("name", "down")
        assert now.said == ("moved", {"label": "姓名", "place": 2, "count": 3})

    def test_at_the_end_it_stays_where_it_is_and_says_so(self):
        now = after("up")

        assert now.fields == FIELDS
        assert now.said[0] == "at_end"

    def test_a_column_moves_within_its_table(self):
        now = after("up", at="members/age")

        assert keys(now)[-2:] == ["members/age", "members/who"]
        assert now.at == "members/age"

    def test_a_field_taken_out_opens_its_neighbour(self):
        now = after("remove", at="pets")

        assert (len(now.fields), now.at) == (2, "members")

    def test_the_last_column_taken_out_opens_the_table(self):
        now = after("remove", at="members/age")
        now = after("remove", at="members/who", fields=now.fields)

        assert now.at == "members"
        assert now.open.columns == ()


class TestAdding:
    @pytest.mark.parametrize("kind", FIELD_KINDS)
    def test_every_kind_can_be_added_after_the_open_field(self, kind):
        now = after("add", kind=kind)

        assert now.fields[1].kind == kind
        assert now.at == now.fields[1].key

    def test_a_copy_and_a_new_field_get_keys_nobody_ever_had(self):
        now = after("copy", taken=frozenset({"name", "name_1", "name_2"}))

        assert now.at == "name_3"
        assert now.fields[1].label == "姓名"

    def test_a_column_is_added_to_the_table_that_is_open(self):
        now = after("column", at="members/who", column_kind="date")

        assert now.open.kind == "date"
        assert now.at.startswith("members/")

    def test_a_table_cannot_stand_in_a_table(self):
        assert after("column", at="members", column_kind="table").fields == FIELDS


class TestProperties:
    def test_what_is_typed_about_the_open_field_is_kept_when_another_is_opened(self):
        now = after("open:pets", **{"p-label": "全名", "p-key": "name", "p-max": "30"})

        assert (now.fields[0].label, now.fields[0].max, now.at) == ("全名", 30, "pets")

    def test_a_key_in_use_stays_and_a_new_one_may_be_named_once(self):
        fixed = after("look", taken=frozenset({"name"}), **{"p-label": "甲", "p-key": "other"})
        free = after("look", **{"p-label": "甲", "p-key": "full_name"})
        used = after("look", taken=frozenset({"old"}), **{"p-label": "甲", "p-key": "old"})

        assert fixed.fields[0].key == "name"
        assert free.at == free.fields[0].key == "full_name"
        assert used.fields[0].key == "name"
        assert "key" in used.form.errors

    def test_amounts_are_typed_in_yuan(self):
        fields = (FormField("fee", "费用", kind="money", min=100),)

        assert PropertyForm(one=fields[0])["min"].value() == 1
        typed = {"p-label": "费用", "p-key": "fee", "p-min": "2.5"}
        assert after("look", at="fee", fields=fields, **typed).open.min == 250

    def test_options_are_written_row_by_row(self):
        fields = (FormField("way", "方式", kind="choice", options=(("a", "甲"),)),)
        typed = {"p-label": "方式", "p-key": "way", "option-value": ["a"]}
        typed |= {"option-label": ["邮寄"], "option-label_en": ["Post"]}

        now = after("option_add", at="way", fields=fields, **typed)

        assert now.open.options == (("a", "邮寄"), ("o1", ""))
        assert now.open.options_en == (("a", "Post"),)
        assert after("option_remove:0", at="way", fields=now.fields).open.options == (("o1", ""),)


@pytest.mark.parametrize(
    ("path", "sign", "value", "said"),
    [
        ("pets", "==", "是", "pets == true"),
        ("way", "==", "邮寄", "way == 'post'"),
        ("area", ">", "10.5", "area > 10.5"),
        ("extras", "contains", "甲", "contains(extras, 'a')"),
        ("area", "drop table", "1", ""),
        ("nothing", "==", "1", ""),
    ],
)
def test_a_picked_condition_becomes_an_expression(path, sign, value, said):
    fields = (
        FIELDS[1],
        FormField("way", "方式", kind="choice", options=(("post", "邮寄"),)),
        FormField("area", "面积", kind="number"),
        FormField("extras", "附加", kind="many", options=(("a", "甲"),)),
    )

    assert as_condition({"c-path": path, "c-sign": sign, "c-value": value}, fields, ()) == said


def test_a_second_condition_must_hold_too():
    fields = (*FIELDS, FormField("why", "原因", when="pets == true"))
    picked = {"c-path": "name", "c-sign": "!=", "c-value": "王"}

    now = after("condition", at="why", fields=fields, **picked)

    assert now.open.when == "pets == true and name != '王'"


def test_a_form_opens_at_its_first_field():
    assert working(FIELDS, "nowhere", frozenset()).at == "name"


@pytest.mark.django_db
class TestThePage:
    def test_a_form_is_written_and_saved_in_the_draft(self, client, item, editor):
        draft = draft_of(item)
        data = typed_in(page(client.get(address(item))))
        added = client.post(address(item, "save/"), data | {"do": "add", "kind": "date"})
        data = typed_in(page(added)) | {"p-label": "开业日期", "p-key": "opens"}

        assert client.post(address(item, "save/"), data).status_code == 302

        draft.refresh_from_db()
        assert draft.field_list[1] == FormField("opens", "开业日期", kind="date")
        assert draft.field_list[0] == STANDARD_FORM[0]

    def test_nothing_is_kept_before_one_saves(self, client, item, editor):
        draft = draft_of(item)
        data = typed_in(page(client.get(address(item))))

        client.post(address(item, "save/"), data | {"do": "remove"})

        draft.refresh_from_db()
        assert len(draft.form) == len(STANDARD_FORM)

    def test_a_stale_page_is_found(self, client, item, editor):
        draft = draft_of(item)
        data = typed_in(page(client.get(address(item))))
        draft.name = "另一个人改了"
        draft.save(update_fields=["name"])

        assert client.post(address(item, "save/"), data).status_code == 409

    def test_what_is_wrong_is_said_at_once(self, client, item, editor):
        draft_of(item)
        data = typed_in(page(client.get(address(item))))

        shown = client.post(address(item, "save/"), data | {"do": "look", "p-when": "nobody == 1"})

        assert "nobody" in words(page(shown).find(id="form-wrong"))

    def test_the_preview_asks_as_the_applicant_is_asked(self, client, item, editor):
        fields = [*FIELDS, FormField("kind", "种类", when="pets == true")]
        draft_of(item, form=[field.to_json() for field in fields])
        shown = page(client.get(address(item)))

        block = shown.find(attrs={"data-path": "kind"})
        assert block.has_attr("data-unasked")
        data = typed_in(shown) | {"do": "ask", "try-pets": "yes"}
        told = page(client.post(address(item, "save/"), data)).find(id="asked")
        assert told["data-unasked-names"] == ""

    def test_a_key_of_an_earlier_version_is_given_to_no_other_field(self, client, item, editor):
        rows = [FormField("extra", "补充").to_json()]
        draft = draft_of(item)
        old = draft.item.versions.exclude(pk=draft.pk).get()
        type(old).objects.create(
            item=item, number=99, name="旧", item_type="01", level="3", created_at=old.created_at,
            published_at=old.created_at, state="published", form=rows,
        )  # fmt: skip
        data = {"working": json.dumps(rows), "seen": draft.fingerprint()}

        assert client.post(address(item, "save/"), data).status_code == 422

    def test_rubbish_is_refused(self, client, item, editor):
        draft_of(item)

        assert client.post(address(item, "save/"), {"working": "{"}).status_code == 400
        rows = json.dumps([{"key": "a", "label": "b", "kind": "script"}])
        assert client.post(address(item, "save/"), {"working": rows}).status_code == 400


TRIED = (
    *FIELDS,
    FormField("plan", "平面图", kind="file", is_required=False, max=2),
    FormField("old", "原证号", when="situation.kind == 'renew'"),
)
KIND = SituationQuestion("kind", "办哪一种？", options=(("new", "新办"), ("renew", "延续")))


@pytest.mark.django_db
class TestTrying:
    @pytest.fixture
    def press(self, client, item, editor):
        """Press buttons of the preview one after the other, as a browser would."""
        draft_of(item, form=[one.to_json() for one in TRIED], situations=[KIND.to_json()])
        self.shown = page(client.get(address(item)))

        def press(**pressed):
            sent = typed_in(self.shown) | pressed
            self.shown = page(client.post(address(item, "save/"), sent))
            return self.shown

        return press

    def test_a_situation_is_picked_and_the_form_follows(self, press):
        assert press(do="look").find(attrs={"data-path": "old"}).has_attr("data-unasked")

        shown = press(do="situation", **{"s-kind": "renew"})

        assert not shown.find(attrs={"data-path": "old"}).has_attr("data-unasked")
        assert shown.find("input", attrs={"name": "s-kind", "value": "renew"}).has_attr("checked")

    def test_rows_come_and_go(self, press, item):
        press(row_add="members", do="ask", **{"try-name": "李四"})  # htmx sends both
        shown = press(row_add="members", **{"try-members-1-who": "二"})
        assert len(shown.select(".y-rows__row")) == 3

        shown = press(row_remove="members-0")

        assert shown.find(attrs={"name": "try-members-0-who"})["value"] == "二"
        assert shown.find(attrs={"name": "try-name"})["value"] == "李四"

    def test_a_file_is_looked_at_named_and_kept_nowhere(self, press):
        pdf = a_pdf("一层.pdf")
        shown = press(file_add="plan", **{"try-plan": pdf})
        given = shown.select(".y-upload__files li")
        assert [one.span.find_next("span").find(string=True) for one in given] == ["一层.pdf"]

        wrong = SimpleUploadedFile("x.exe", b"MZ" * 40)
        shown = press(file_add="plan", **{"try-plan": wrong})
        assert "一层.pdf" in words(shown)
        assert shown.select_one(".y-files.y-field--bad")

        shown = press(file_drop=shown.find("button", attrs={"name": "file_drop"})["value"])
        assert not shown.select(".y-upload__files li")
        assert not Blob.objects.exists()
