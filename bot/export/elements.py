"""Elements of Word documents."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element_of(name: str, attributes: Mapping[str, str] | None = None) -> BaseOxmlElement:
    """Create an element, as in `element_of("w:lang", {"w:val": "en-GB"})`."""
    element: BaseOxmlElement = OxmlElement(name)
    for attribute, value in (attributes or {}).items():
        element.set(qn(attribute), value)
    return element
