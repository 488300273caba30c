"""Questions for a value, such as a percentage, are told from others, and paragraphs that state one, too."""

import pytest

from retrieval.asking.understand.lexicon.value_patterns import OTHER_NUMBERS, VALUE_KINDS

PERCENTAGE, MONEY, AGE, NAME, DATE, PERIOD, NUMBER = (kind.name for kind in VALUE_KINDS)


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        (PERCENTAGE, "what % of peacebuilding cash has to go to youth"),
        (PERCENTAGE, "What percentage of police should be women?"),
        (PERCENTAGE, "what share of the posts is for women"),
        (PERCENTAGE, "how many per cent is it today"),
        (PERCENTAGE, "which proportion of the budget goes to gender"),
        (MONEY, "how much money is in the fund"),
        (MONEY, "how much does a victim get paid?"),
        (MONEY, "max fine for a soldier who abuses a girl"),
        (MONEY, "what is the annual budget of the team?"),
        (MONEY, "how many dollars were pledged"),
        (AGE, "At what age can a child soldier be tried?"),
        (AGE, "is it for kids only, and up to which age?"),
        (AGE, "minimum age for members of parliament"),
        (AGE, "how old must a recruit be"),
        (NAME, "what is the name of the lawyer who heads the team"),
        (NAME, "who is the current special representative"),
        (NAME, "name of the current special representative on sexual violence"),
        (NAME, "thanks, and what is her name?"),
        (DATE, "by which date must the force be ready?"),
        (DATE, "by when do states have to report"),
        (DATE, "what is the deadline for the review?"),
        (DATE, "on what day does it end"),
        (PERIOD, "How long in advance must a warning be given?"),
        (PERIOD, "within how many hrs must they let us see them"),
        (PERIOD, "ok, and for how many months?"),
        (PERIOD, "for how long was the truce"),
        (NUMBER, "how many officers is one unit"),
        (NUMBER, "How many women have been chief mediators?"),
        (NUMBER, "In 2023, how many children were freed?"),
        (NUMBER, "please tell me how many troops were sent"),
        (NUMBER, "what is the maximum number of experts in the team"),
    ],
)
def test_a_question_for_a_value_is_of_its_kind(kind: str, question: str) -> None:
    assert [one.name for one in VALUE_KINDS if one.asked.search(question)] == [kind]


@pytest.mark.parametrize(
    "question",
    [
        "who has to say how many of the victims cannot walk",
        "do they check how old recruits really are?",
        "does anybody report how long people are held",
        "should banks report suspicious transfers, and in which proportion to the risk",
        "how many resolutions mention camps?",
        "how many paragraphs has 1325",
        "how many times is genocide mentioned",
        "how many of the resolutions are on children",
        "how many more are there",
        "states share information on fighters",
        "women with disabilities of any age",
        "the number of women in peace operations",
        "long-term support for survivors",
        "how much longer",
        "how many ways can women take part?",
        "how many kinds of sanctions are there",
        "how long is resolution 1325?",
        "how long have women been kept out of peace talks",
        "which budget pays for advisers",
        "who is the focal point",
        "name of the resolution on youth",
        "update on budget cuts",
        "to date, what was done on camps?",
    ],
)
def test_a_question_for_something_else_asks_for_no_value(question: str) -> None:
    assert [one.name for one in VALUE_KINDS if one.asked.search(question)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PERCENTAGE, "to allocate a minimum of 15 per cent of the Fund to gender equality"),
        (PERCENTAGE, "noting that half of the population is young"),
        (MONEY, "with an amount of $2.5 million a year"),
        (AGE, "as persons of the age of 18–29 years old"),
        (AGE, "the recruitment of children under the age of eighteen"),
        (NAME, "welcomes the appointment of Ms. Pramila Patten"),
        (DATE, "to report to the Council by 31 May 2025"),
        (DATE, "to submit a report within six months"),
        (DATE, "to continue to submit annual reports"),
        (PERIOD, "for an initial period of two years"),
        (PERIOD, "a pause of at least 90 consecutive days"),
        (NUMBER, "deploy up to 5,000 troops"),
        (NUMBER, "the six grave violations"),
    ],
)
def test_a_paragraph_that_states_a_value_is_told(kind: str, text: str) -> None:
    [stated] = [one.stated for one in VALUE_KINDS if one.name == kind]
    assert stated.search(OTHER_NUMBERS.sub(" ", text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PERCENTAGE, "increase the share of women among the police"),
        (MONEY, "calls for sufficient funding and a budget for gender"),
        (AGE, "services that suit the age of each child"),
        (NAME, "requests the Special Representative of the Secretary-General"),
        (DATE, "States may report as soon as possible"),
        (DATE, "May all parties act without delay"),
        (PERIOD, "to release them without delay"),
        (NUMBER, "recalls paragraph 8 of resolution 1325 (2000) and resolutions 1820 (2008) and 2122 (2013)"),
        (NUMBER, "the 2005 World Summit, and one of the parties"),
    ],
)
def test_a_paragraph_on_the_matter_need_not_state_a_value(kind: str, text: str) -> None:
    [stated] = [one.stated for one in VALUE_KINDS if one.name == kind]
    assert not stated.search(OTHER_NUMBERS.sub(" ", text))
