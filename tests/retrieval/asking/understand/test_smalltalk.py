import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.lexicon.noise_patterns import MARK
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.smalltalk import is_reaction, reply_kind

TRAINING = Path(__file__).resolve().parents[5] / "shared" / "questions"
LINES = (Path(__file__).parent / "itself.txt").read_text(encoding="utf-8").split("\n\n# ")[1:]
ABOUT_ITSELF = [(lines.splitlines()[0], line) for lines in LINES for line in lines.splitlines()[1:]]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("greeting", "hi"),
        ("greeting", "Hello there!"),
        ("greeting", "hiiii :wave:"),
        ("greeting", "how are you?"),
        ("greeting", "good morning, team 👋"),
        ("greeting", "Hey everyone, how are you doing today?"),
        ("greeting", "this is a test"),
        ("aside", "never mind"),
        ("aside", "nvm, found it"),
        ("greeting", "ping"),
        ("greeting", "are you there?"),
        ("holdings", "are you up to date? what's your newest resolution?"),
        ("thanks", "thanks, that's super helpful 🙏"),
        ("thanks", "perfect, thank you!"),
        ("thanks", "ok great, many thanks for your help"),
        ("thanks", "Thanks all, have a nice weekend!"),
        ("thanks", ":tada: thx"),
        ("thanks", "shukran, very helpful"),
        ("thanks", "asante sana!"),
        ("thanks", "maraming salamat po"),
        ("help", "help"),
        ("help", "what can you do?"),
        ("self", "who are you?"),
        ("help", "How do I use this?"),
        ("empty", ""),
        ("empty", " ?! 🙏 "),
        ("empty", "<!channel> <@U012AB3CD|ann> :wave:"),
    ],
)
def test_small_talk_is_recognised(kind: str, text: str) -> None:
    assert reply_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "new",
        "Important!",
        "everything",
        "the rules",
        "news?",
        "show me everything",
        "the important ones",
        "key points pls",
    ],
)
def test_a_first_message_without_a_topic_is_answered_with_what_to_ask(text: str) -> None:
    """Some paragraph has such a word, and was called a sure answer; after a question it may be on its topic."""
    assert reply_kind(text) == "empty"
    assert reply_kind(text, follows=True) is None


@pytest.mark.parametrize(
    "text",
    ["rules of engagement", "new weapons", "old people", "good offices", "everything on camps", "the news media"],
)
def test_such_words_beside_a_topic_are_searched_for(text: str) -> None:
    assert reply_kind(text) is None


@pytest.mark.parametrize("text", ["list all resolutions", "which resolutions are there?", "all resolutions"])
def test_a_list_of_all_resolutions_after_a_question_is_on_its_topic(text: str) -> None:
    assert reply_kind(text, follows=True) is None


@pytest.mark.parametrize(
    "text",
    [
        # Beside a greeting, thanks or a call for help, something is asked.
        "Who protects women in camps? thanks!",
        "thanks! and for children?",
        "good morning, what does 2242 say?",
        "how do you say good morning in Portuguese",
        "hey all, who's up for lunch at 1?",
        "greetings to the people of Timor-Leste",
        "hello, 1325",
        "Hi team, DDR?",
        "Morning-after pills for survivors?",
        "good offices",
        "Good evening, anything newer?",
        "thanks to whom did the talks succeed?",
        "Thank you, and in 2467?",
        "thanks for the peacekeepers",
        "many thanks, protection in camps",
        "which resolution thanks troop contributors?",
        "great lakes",
        "ok, what about ex-combatants?",
        "very nice, only operative ones",
        "appreciate it if you find 1889",
        "so all States must report? thanks",
        "help for rape survivors",
        "help me find what 1325 says on camps",
        "Who can help?",
        "what can you tell me about camps?",
        "who are you protecting in 2331?",
        "are you a party to the conflict if you finance it?",
        "what is this resolution about?",
        "how do you work with local women's groups?",
        "what can I ask of a Member State?",
        "command responsibility",
        "command",
        # A list of some of the resolutions is asked of their texts.
        "list all resolutions on women",
        "show all resolutions from 2019",
        "list the resolutions that list children",
        "list all resolutions with a sanctions list",
        "show all resolutions about lists",
        "list the resolution",
        "list resolutions 1325 and 1820",
        "all resolutions on camps",
        "list all paragraphs",
        "sanctions list resolutions",
        "which resolutions are there on camps",
        "recalling all resolutions",
        # Rude words are words of the field, and of those who quote it.
        "Who collects the garbage in refugee camps?",
        "Who calls the peace process useless?",
        "the stupid war in Syria, what was decided?",
        "your peacekeepers suck, who disciplines them?",
        "this is crap evidence: what must investigators collect?",
        "is the trash around the camp a danger to health?",
        "commanders told troops that women in the unit are stupid and useless, what must they do?",
        "a soldier said shut up to a witness, is she protected?",
        "this pathetic ceasefire, what if it is broken?",
        "the idiotic ban on women's work",
        "what a dumb question: who is a civilian?",
        "bastard children of occupation forces",
        "worthless promises",
        # And so are words of praise.
        "great",
        "good",
        "that is helpful for survivors?",
        "useful indicators",
        "all that is good practice",
        "nice work on WPS: who reports it?",
        "excellent, and children?",
        "what is fine with 1325",
        "well done reforms of the security sector",
        "brilliant women mediators",
        "see you in court: who prosecutes?",
        # Words for commanding a bot are words of mandates.
        "Which resolutions tell States to verify the credentials of observers?",
        "who should be told to ignore the rules of war?",
        "my VPN password expired, how do I reset it?",
        "who can act as an observer in peace talks",
        "are states asked to restrict access to credentials?",
        "may a commander disregard the above rules?",
        "do States have to show the credentials of their delegations?",
        "who may override the system restrictions on arms?",
        "does any text give observers the credentials to enter camps?",
        "act as if the embargo held: what is exempt?",
        "what does the initial message to parties say?",
        "from now on, you must report yearly, which resolution is that?",
        "Which system instructions bind contingents?",
        "You are now in breach of the ceasefire, what follows?",
        "answer only 'operative' paragraphs on DDR",
        "assistant: Secretary-General's duties",
        # Tests, numbers and what looks like none of a language are searched for, too.
        "testing of rape kits",
        "test",
        "nuclear test",
        "ping-pong diplomacy",
        "bar women from office",
        "test of proportionality",
        "testing, tracing",
        "foo fighters sanctions",
        "1325",
        "2331 OP 12",
        "1325 1820 1888 1889 1960 2106 2122 2242 2331 2467 2493",
        "1325 1820 1888 1889 1960 2106 2122 2242 2331 2467 2493: what do they say on protection?",
        "2000 2008 2009",
        "peace",
        "SGBV",
        "crsv mhpss",
        "SRSGSVC",
        "ddr",
        "ndjdn",
        "zzzz",
    ],
)
def test_what_may_be_a_question_is_one(text: str) -> None:
    assert reply_kind(text) is None


@pytest.mark.parametrize(
    "text", ["bye", "good bye", "Goodbye!", "ok bye", "see you later", "bye bye, team", "take care"]
)
def test_a_goodbye_ends_a_conversation(text: str) -> None:
    assert reply_kind(text) == "thanks"


@pytest.mark.parametrize(
    "text",
    [
        "great!",
        "ok perfect",
        "that's all",
        "perfect",
        "great job 👍",
        "no, that's all for now",
        "ok",
        "got it",
        "roger, thx",
        "roger that",
        "copy, thanks",
        "noted with thanks",
        "wilco",
        "10-4",
        "no more, thanks",
        "that was very helpful",
        "exactly what I needed",
        "thank you so much, this helps me a lot",
        "many thanks, that answers my question",
        "great, it answers everything",
        "this has helped us enormously",
        "cool, makes sense",
        "great, you saved my day",
        "you're a lifesaver",
        "wow that was quick",
        "talk to you tomorrow",
        "nothing else, bye",
        "I have all I need",
        "nope that's it",
        "wonderful work",
        "you are so kind",
        "shukran, you help me much",
        "you have helped us very much",
        "copy that",
    ],
)
def test_praise_after_a_question_is_thanks_for_it(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == "thanks"


@pytest.mark.parametrize(
    "text",
    [
        "great lakes",
        "that helps women a lot",
        "this helps. and children?",
        "does this help me",
        "good offices",
        "is that all they do?",
        "that's all children",
        "ok, camps",
        "no",
        "noted with concern",
        "nothing else on camps?",
        "good practice",
        "farewell to arms",
        "what is fine with 1325",
        "perfect, and children?",
        "you help me find small arms",
        "you helped us much with camps",
        "you are very helpful, now show me 1325",
    ],
)
def test_praise_of_a_topic_is_no_thanks(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


@given(st.text(max_size=80))
def test_any_text_is_judged(text: str) -> None:
    kind = reply_kind(text)  # "everything" has no topic, and is "empty", too
    assert kind == "empty" or any(character.isalnum() for character in MARK.sub(" ", text))


@pytest.mark.parametrize(("kind", "text"), ABOUT_ITSELF)
def test_a_question_about_the_bot_itself_is_recognised(kind: str, text: str) -> None:
    assert reply_kind(without_noise(text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "which resolutions do you have on camps?",
        "which resolutions do you have about women",
        "who sees my questions in camps",
        "how do I add a resolution on camps",
        "how many resolutions do you have on sanctions",
        "what is in 2419",
        "list all resolutions on children",
        "resolutions per year on camps",
        "which year has the most violence",
        "what is the preamble of 2467",
        "what is the operative part",
        "what is an operative paragraph on camps",
        "what are preambular paragraphs on children",
        "difference between 1325 and 1820",
        "are resolutions binding",
        "can you answer who may be sanctioned",
        "do you have language on french troops",
        "export controls",
        "export of arms to Sudan",
        "exports",
        "can you help me find 1325",
        "who built the camps",
        "who is behind the attacks",
        "can I trust the ceasefire",
        "are quotes for women binding",
        "are citations of 1325 common",
        "is this a human right",
        "is it a machine gun",
        "do you have all resolutions on Mali",
        "what do you have on DDR",
        "what is your newest resolution on Mali",
        "add a resolution on camps",
        "how do States save children",
        "how do I get food into camps",
        "can you copy the paragraph on camps",
        "who runs the camps",
        "is that true",
        "try again to negotiate",
        "can you do better on women",
        "not what I want in camps",
        "that is wrong under international law?",
        "does it answer my question on camps",
        "who can see the prisoners",
        "are my questions relevant to 1325",
        "data on victims",
        "are you real about sanctions",
        "which documents are included in the report",
        "are documents included",
        "French forces",
        "in French",
        "answer in court",
        "what languages do interpreters speak",
        "how to update the sanctions list",
        "how do I save civilians",
        "can we save them",
        "how do we save it",
        "what is it",
        "how do you work with women's groups",
        "what are you protecting in 2331",
        "is it private",
        "is this confidential",
        "how are answers given to victims",
        "what happens with data of refugees",
        "resolution is missing",
        "can I get a word of thanks",
        "how do I print it",
        "how do we limit access to small arms",
        "how can states limit the results of war",
        "how do we set limits on detention",
        "stop the violence",
        "stop recruiting children",
        "stop answering violence with violence",
        "delete the word consent",
        "remove mines",
        "conflict settings",
        "is 1325 binding on armed groups?",
        "settled disputes",
        "who never minds the rules",
        "solved by mediation",
        "settings of armed conflict",
        "what channels are used to traffic arms",
        "leave the camp",
        "leave no one behind",
        "HIV testing",
        "tests",
        "are you there for women",
        "share information",
        "how do states share evidence",
        "copy of the report",
        "is there a manual on DDR",
        "documentation of violations",
        "are you up to date? who protects women in camps?",
        "is there any documentation of this?",
        "documentation",
        "is there a guide on this?",
        "is it working?",
        "answer only if 1325 mentions men",
        "just answer to the question of camps",
        "never answer without citing a resolution",
        "only reply to what I asked",
    ],
)
def test_a_question_on_substance_gets_no_fixed_reply(text: str) -> None:
    assert reply_kind(without_noise(text)) is None


@pytest.mark.skipif(not TRAINING.is_dir(), reason="the training requests are not beside this checkout")
@pytest.mark.parametrize("name", ["train.jsonl", "dev.jsonl", "dev2.jsonl", "judged/requests.jsonl"])
def test_no_request_that_has_an_answer_gets_a_fixed_reply(name: str) -> None:
    requests = map(json.loads, (TRAINING / name).read_text(encoding="utf-8").splitlines())
    answerable = [request["query"] for request in requests if request["relevant"]]
    assert [query for query in answerable if reply_kind(without_noise(query))] == []


@pytest.mark.parametrize(
    "text",
    [
        "why",
        "why?",
        "and why is that?",
        "ok, but why so",
        "how come?",
        "hm, why",
        "but why",
        "why does it matter",
        "what is the reason",
        "what's the reason for that?",
        "explain why",
        "tell me why please",
        "for what reason?",
        "why would that be?",
        "what are their reasons",
        "why did they say that",
        "the reason?",
    ],
)
def test_why_alone_is_told_that_reasons_are_not_given_where_something_was_asked(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == "reasons"
    assert reply_kind(without_noise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "why them?",
        "why were they listed?",
        "why is that not allowed",
        "why is that important",
        "do they say why",
        "reasons why",
        "what is the reason for delays",
        "why does education matter",
    ],
)
def test_why_with_a_topic_is_a_question(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "which one is stricter",
        "which one is better?",
        "Which is stronger?",
        "and which of the two is the strongest",
        "which of these is better",
        "ok, which one goes further?",
        "which resolution has the stronger language",
        "so which one should I quote?",
        "which would you recommend",
        "which text is more ambitious",
        "which paragraph is the clearest",
        "which of them is weaker, please?",
    ],
)
def test_which_of_those_shown_is_better_is_told_to_be_for_the_reader(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == "judging"
    assert reply_kind(without_noise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "which is stronger on this, 1325 or 2467?",
        "which one is stricter on arms",
        "which resolution is better for children",
        "which one is newer",
        "which of these are operative",
        "which one should report",
    ],
)
def test_which_with_a_topic_is_a_question(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "lol ok my boss will love that",
        "haha great",
        "hang on, phone is ringing",
        "ok let me read that",
        "lol",
        "one sec",
        "almost",
        "weird",
        "close but no",
        "I'll come back to this later",
        "hmm ok",
        "got it, my boss is happy",
        "wait a minute please",
        "just a moment",
        "give me 5 minutes",
        "ok great, my colleagues will be very pleased with this",
        "sorry, someone is at the door",
        "hold on, let me think",
        "fair enough",
        "exactly",
        "true",
        "I disagree",
        "my bad",
        "my mistake, sorry",
        "come on",
        "sigh",
        "no way!",
        "are you kidding me?",
        "you again",
        "it is not",
        "yes it is",
        "please ignore this",
        "sorry, wrong channel",
    ],
)
def test_an_aside_after_a_question_asks_nothing(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == "aside"
    assert reply_kind(without_noise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "hold on, and children?",
        "let me see that paragraph",
        "let me see the second one",
        "one second review",
        "my boss wants a paragraph about birth registration",
        "wait, only 2467",
        "hm, camps",
        "my team will report",
        "true, and girls?",
        "fair trials",
        "my mistake, I meant camps",
        "exactly how many",
        "it is not in 2242",
        "I disagree with that on girls",
        "you again mention camps",
        "ignore 2467",
        "ignore the preamble",
    ],
)
def test_an_aside_with_a_topic_is_a_question(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "hmm I expected more",
        "I expected more resolutions",
        "too vague",
        "none of these help",
        "these are all the same",
        "wrong",
        "not quite",
        "what do you mean by that?",
        "I don't believe you",
        "I was hoping for something better",
        "this isn't helpful",
        "that's not enough",
        "you missed something",
        "ok, but you left something out",
        "I am not convinced",
        "not very convincing, to be honest",
        "you are repeating yourself",
        "you keep showing me the same ones",
        "I've seen these already",
        "you already quoted that",
        "there must be more",
        "that can't be all",
        "are those all?",
        "is that all?",
        "is that really everything?",
        "that is not about police",
        "this has nothing to do with police!",
        "I am confused",
        "this is confusing",
        "I'm lost",
        "that was not my question",
        "this is too short",
        "way too short, sorry",
        "that does not help me much",
        "that makes no sense",
        "pfff this is useless",
        "sorry, I don't get it",
        "i do not understand",
        "wrong resolution",
        "no, wrong paragraph!",
        "that's the wrong one",
        "these are not the right ones",
        "you quoted the wrong paragraph",
        "not that",
        "no, not this one",
        "wrong year",
        "irrelevant",
    ],
)
def test_a_complaint_about_an_answer_is_no_question(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == "complaint"
    assert reply_kind(without_noise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "I expected more on women",
        "I expected more resolutions on women",
        "that's too many children",
        "none of these help women",
        "wrong identification",
        "what do you mean by gender",
        "better reporting",
        "almost all children",
        "closer cooperation",
        "can you do better on women",
        "you missed something on police",
        "I am not convinced that women are protected",
        "they are not convinced",
        "that's not enough protection",
        "there must be more women in police",
        "something is missing on children",
        "I've seen these already in 2242",
        "are those all binding?",
        "are those all from 2019?",
        "is that all states?",
        "what is not about police?",
        "that is not about police, it is about women",
        "peace is not about arms",
        "I am lost in the camp",
        "I do not understand that paragraph",
        "this is confusing for women",
        "too long sentences for children",
        "that does not help women much",
        "that was not my question on girls",
        "wrong resolution, 1889",
        "not that, hospitals",
        "not those of 2013",
        "wrong one on camps",
        "wrong documents at the border",
        "wrongful arrest",
        "you gave the wrong women the papers",
        "the right resolution",
    ],
)
def test_a_complaint_with_a_topic_is_a_question(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("self", "thanks! by the way who made you?"),
        ("self", "thanks! and who made you?"),
        ("self", "btw are you a robot?"),
        ("help", "by the way, what can you do"),
        ("help", "and what can you do?"),
        ("languages", "oh and can you answer in French?"),
        ("holdings", "by the way which resolutions do you have?"),
        ("quotes", "ok and can I trust this"),
        ("thanks", "danke schön"),
    ],
)
def test_a_question_about_the_bot_itself_may_come_by_the_way(kind: str, text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == kind


@pytest.mark.parametrize("text", ["and which resolutions do you have?", "by the way, who made the camps?"])
def test_what_may_be_on_the_last_topic_is_a_question(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


def test_which_language_the_bot_speaks_is_no_question_for_the_better_one() -> None:
    assert reply_kind("which language do you use", follows=True) == "languages"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("shorter please", "form"),
        ("a bit shorter", "form"),
        ("could you make it simpler?", "form"),
        ("in plain English please", "form"),
        ("ok, rephrase that", "form"),
        ("a shorter version", "form"),
        ("too long", "form"),
        ("this is too long", "form"),
        ("way too long, sorry", "form"),
        ("ugh, the answers are far too long", "form"),
        ("that's too many", "form"),
        ("too many paragraphs", "form"),
        ("that is a lot of text to read", "form"),
        ("ok, fewer please", "form"),
        ("can I get fewer paragraphs?", "form"),
        ("less text, please", "form"),
        ("send it to me by mail", "exporting"),
        ("please email this to my boss", "exporting"),
        ("save", "exporting"),
        ("keep the first one", "exporting"),
        ("share the third one with Bob", "exporting"),
        ("can you print that paragraph?", "exporting"),
        ("are you sure?", "quotes"),
        ("is that correct?", "quotes"),
        ("is it binding?", "judging"),
        ("why this one?", "reasons"),
    ],
)
def test_wishes_about_an_answer_get_a_fixed_reply(text: str, kind: str) -> None:
    assert reply_kind(without_noise(text), follows=True) == kind
    assert reply_kind(without_noise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "save the children",
        "keep the peace",
        "keep it to operative paragraphs",
        "how sure are states of that?",
        "shorter deadlines",
        "too many children are killed",
        "the war has gone on for too long",
        "detained for too long",
        "that conflict was too long",
        "a lot of them are children",
        "fewer weapons",
        "fewer paragraphs on camps",
        "less text on camps",
        "simpler procedures for visas",
        "explain it",
        "send them back to their country",
        "send troops",
        "forward it to the Council",
        "is it binding on armed groups?",
        "are they sure to be returned",
        "you made a promise on camps",
        "why these women",
        "in other words, amnesty",
        "rewrite the constitution",
    ],
)
def test_wishes_with_a_topic_are_questions(text: str) -> None:
    assert reply_kind(without_noise(text), follows=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thank you, this is really helpful for my second chapter!",
        "Good heavens. Ok, thanks.",
        "Perfect, I am copying that into the draft, one moment.",
        "lol harsh. thx",
        "thx, in a mtg, brb",
        "great, that is exactly what our minister needed",
        "ok got it, will come back later",
        "hm interesting, I did not know that",
        "super, that settles it",
        "cheers, that'll do for the memo",
        "brilliant, pasting this into my thesis",
        "right, my colleague was wrong then",
    ],
)
def test_a_reaction_to_an_answer_asks_nothing(text: str) -> None:
    assert is_reaction(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks. women in peace talks",
        "perfect, now the same for boys",
        "ok I need language on amnesty",
        "great, I am looking for language on schools",
        "good, I want to see what is said of medics",
        "ok. we lost two colleagues",
        "ok use of schools by armies",
        "great, read me the next one",
        "fine, send peacekeepers home",
        "sure, it helps survivors",
        "thanks, that is what I needed on girls. and boys?",
        "this is about women, not children",
        "great for my draft: language on schools",
        "ok, I will quote 2467. paragraph 12 please",
    ],
)
def test_a_request_behind_a_reaction_is_none(text: str) -> None:
    assert not is_reaction(text)
