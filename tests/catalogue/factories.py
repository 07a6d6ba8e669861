"""Items for tests: `ItemFactory(published=True)` can be applied for."""

from factory import LazyAttribute, RelatedFactory, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from tests.conftest import AT
from yimen.catalogue.actions import index_items
from yimen.catalogue.models import ItemVersion, Package, Partner, ServiceItem
from yimen.catalogue.rules.elements import STANDARD_FORM, STANDARD_LINKS, Basis, Material
from yimen.orgs.models import Organisation, Region


class RegionFactory(DjangoModelFactory):
    """新余市, made once."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "360500000000"
    name = "新余市"
    level = Region.Level.CITY


class OfficeFactory(DjangoModelFactory):
    """A department of the city."""

    class Meta:
        model = Organisation

    path = Sequence("xinyu/office{}/".format)
    name = Sequence("新余市第{}局".format)
    uscc = "113605000144710000"
    region = SubFactory(RegionFactory)


class VersionFactory(DjangoModelFactory):
    """A draft that passes the checks; `published=True` makes it the item's current one."""

    class Meta:
        model = ItemVersion
        skip_postgeneration_save = True

    class Params:
        published = Trait(state=ItemVersion.State.PUBLISHED, published_at=AT)

    item = SubFactory("tests.catalogue.factories.ItemFactory")
    number = 1
    name = "食品经营许可"
    item_type = "01"
    level = "3"
    audiences = ["1", "2"]
    themes = ["食品药品"]
    legal_days = 20
    promised_days = 7
    result_kind = "licence"
    result_name = "食品经营许可证"
    conditions = "具有与经营的食品品种、数量相适应的场所。"
    consult_phone = "0790-6440001"
    complaint_phone = "0790-6440002"
    bases = LazyAttribute(lambda _: [Basis("中华人民共和国食品安全法", "第三十五条").to_json()])
    materials = LazyAttribute(
        lambda _: [
            Material("m1", "食品经营许可申请书", original=1).to_json(),
            Material("m2", "经营场所平面图", is_required=False, copies=1).to_json(),
        ]
    )
    links = LazyAttribute(lambda _: [link.to_json() for link in STANDARD_LINKS])
    form = LazyAttribute(lambda _: [field.to_json() for field in STANDARD_FORM])
    created_at = AT


class _CurrentVersionFactory(VersionFactory):
    """The published version that its item points to."""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        version = super()._create(model_class, *args, **kwargs)
        version.item.current = version
        version.item.save(update_fields=["current"])
        index_items([version.item.pk])
        return version


def put_on_offer(version):
    """A written version is what its item says from now on, past review and journal."""
    ItemVersion.objects.filter(pk=version.pk).update(state="published", published_at=AT)
    ServiceItem.objects.filter(pk=version.item_id).update(current=version)


class ItemFactory(DjangoModelFactory):
    """An item without versions; `published=True` puts it on offer (`version__name=…` and so on)."""

    class Meta:
        model = ServiceItem
        skip_postgeneration_save = True

    class Params:
        published = Trait(
            version=RelatedFactory(
                _CurrentVersionFactory, factory_related_name="item", published=True
            )
        )

    organisation = SubFactory(OfficeFactory)
    code = Sequence(lambda n: f"11360500014471000N3000131{n // 1000:03d}{n % 1000:03d}")
    basic_code = LazyAttribute(lambda item: item.code[19:31])


class PartnerFactory(DjangoModelFactory):
    """The province, to which we report."""

    class Meta:
        model = Partner

    code = "jiangxi"
    name = "江西省"
    known_as = "xinyu"
    side = "above"
    region = "36"


class PackageFactory(DjangoModelFactory):
    """A package the province sent, with the receipt we gave."""

    class Meta:
        model = Package

    partner = SubFactory(PartnerFactory)
    is_ours = False
    state = Package.State.TAKEN
    since = "0.0"
    mark = "7.9"
    answer = "{}"
    created_at = AT
