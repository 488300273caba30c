"""Paragraphs that establish or define a term."""

import pytest

from retrieval.asking.lookup.definitions import definition_sign, establishes, forms_of, heads_of, mentions
from retrieval.library.abbreviations import built_in_abbreviations


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Special Representative", "Requests that the Secretary-General appoint a Special Representative to provide"),
        ("MARA", "Requests the Secretary-General to establish monitoring, analysis and reporting arrangements on"),
        ("MRM", "the action plan relating to the establishment of a monitoring and reporting mechanism on children"),
        ("investigative team", "Requests the Secretary-General to establish an Investigative Team, headed by"),
        ("team of experts", "measures to deploy rapidly a team of experts to situations of particular concern"),
        ("Informal Expert Group", "meetings as part of an Informal Experts Group on Women, Peace and Security"),
        ("women protection adviser", "the identification of women’s protection advisers (WPAs) among gender advisers"),
        ("child protection advisers", "the deployment of child protection advisers (CPAs), and requests"),
        ("youth", "Noting that the term youth is defined in the context of this resolution as persons of 18-29 years"),
        (
            "sustaining peace",
            "Recognizing that ‘sustaining peace’, as drawn from the report, should be broadly understood as a goal",
        ),
    ],
)
def test_what_establishes_or_defines_a_term_is_told(term: str, text: str) -> None:
    assert establishes(text, forms_of(term, built_in_abbreviations()))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("MRM", "Resolution 1612 (2005), establishing the Monitoring and Reporting Mechanism on children"),
        (
            "MRM",
            "resolution 1612 (2005) relating to the establishment of a monitoring and reporting mechanism",
        ),
        ("special representative", "Urges the Secretary-General to appoint more women as special representatives"),
        ("women protection advisers", "looks forward to the appointment of more women protection advisers"),
        ("working group", "Welcomes the work of the working group established in 2005"),
        ("youth", "Encourages youth to take part; the age is defined elsewhere"),
        ("", "Decides to establish a working group"),
    ],
)
def test_what_refers_to_a_term_does_not_establish_it(term: str, text: str) -> None:
    assert not establishes(text, forms_of(term, built_in_abbreviations()))


def test_a_term_is_looked_for_in_full_and_without_what_it_is_about() -> None:
    forms = forms_of("working group on CAAC", built_in_abbreviations())
    assert forms == ("working group on CAAC", "working group on children and armed conflict")
    assert heads_of(forms) == ("working group",)
    assert heads_of(["youth in peace"]) == ()
    assert mentions("its Working Groups on Children and Armed Conflict", forms)
    assert not mentions("children in a working group", forms)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Decides to establish a working group", 1),
        ("recalling Resolution 1612 (2005), establishing the Monitoring and Reporting Mechanism", -1),
        (
            "resolutions 1539 (2004) and 1612 (2005) relating to the establishment of a monitoring mechanism",
            -1,
        ),
        ("Decides to establish an office; notes resolution 1612 (2005), establishing a mechanism", 0),
        ("Welcomes the work of the working group", 0),
    ],
)
def test_what_another_resolution_established_is_only_referred_to(text: str, sign: int) -> None:
    """ "Which resolution created the mechanism" found a preamble that recalls the one that did."""
    assert definition_sign(text) == sign
