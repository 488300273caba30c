"""Clauses made by hand."""

from datetime import date

from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Provenance, Symbol, ThemeLabel


def clause(
    clause_id: str, text: str = "Some words;", *, day: date | None = None, themes: tuple[str, ...] = ()
) -> Clause:
    """Return a clause with this id; symbol, kind and paragraph are read off it."""
    symbol, _, paragraph = clause_id.partition("#")
    number, year = symbol.removeprefix("S/RES/").rstrip(")").split("(")
    kind = {"P": ClauseKind.PREAMBULAR, "a": ClauseKind.ANNEX}.get(paragraph[0], ClauseKind.OPERATIVE)
    return Clause(
        id=clause_id,
        symbol=Symbol(int(number), int(year)),
        date=day,
        kind=kind,
        paragraph=paragraph,
        lead_in="",
        text=text,
        themes=tuple(ThemeLabel(name, Labeller.PEACEWOMEN) for name in themes),
        source=Provenance("file.txt", "0" * 64, ((0, 1),)),
    )
