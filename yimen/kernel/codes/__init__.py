"""The field's codes: read, checked and made in one place."""

from yimen.kernel.codes.asking import KINDS, read_code
from yimen.kernel.codes.cases import CaseNumber, make_case_number, parse_case_number
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.items import ItemCode, SichuanCode, parse_item_code, parse_sichuan_code
from yimen.kernel.codes.licences import LicenceId, make_licence_id, parse_licence_id
from yimen.kernel.codes.organisations import OrgCode, Uscc, parse_org_code, parse_uscc
from yimen.kernel.codes.people import ResidentId, parse_resident_id
from yimen.kernel.codes.projects import ProjectCode, parse_project_code
from yimen.kernel.codes.regions import RegionCode, lineage, parse_region_code, prefix_of

__all__ = [
    "KINDS",
    "BadCode",
    "CaseNumber",
    "ItemCode",
    "LicenceId",
    "OrgCode",
    "ProjectCode",
    "RegionCode",
    "ResidentId",
    "SichuanCode",
    "Uscc",
    "lineage",
    "make_case_number",
    "make_licence_id",
    "parse_case_number",
    "parse_item_code",
    "parse_licence_id",
    "parse_org_code",
    "parse_project_code",
    "parse_region_code",
    "parse_resident_id",
    "parse_sichuan_code",
    "parse_uscc",
    "prefix_of",
    "read_code",
]
