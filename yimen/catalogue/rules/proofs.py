"""Which materials are proofs (证明): issued by somebody else to say that something is so.

国办发〔2020〕42号: papers an authority or another body issues to describe an objective fact, or to
show that a condition is met. Licences, identity papers and the applicant's own words are none.
"""

import re
from collections.abc import Mapping
from typing import Any

#: 身份证明 is the identity card by another name; 说明 is the applicant's own word.
IDENTITY = re.compile(r"身份证明")


def is_proof(material: Mapping[str, Any]) -> bool:
    """Whether a material is a proof: one it names by key, or one by its name and issuer."""
    if material.get("proof"):
        return True
    name = IDENTITY.sub("", str(material.get("name") or ""))
    return "证明" in name and material.get("source") in {"government", "other"}
