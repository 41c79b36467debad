"""Sentences, and the details that stand behind their objects."""

from typing import Any, cast

from assent.grammar.building.core import Token, Tree, spaced
from assent.grammar.building.values import Values
from assent.grammar.syntax import names as n
from assent.grammar.syntax import sentences as s
from assent.grammar.values import Form, Mode, Relation

_PAST = {"receive": "received", "execute": "executed", "send": "sent", "occur": "occurred", "begin": "began"}
_PAST |= {"end": "ended", "request": "requested", "determine": "determined"}
_RELATIONS: dict[str, Relation] = {
    "AT_LEAST": "at least",
    "AT_MOST": "at most",
    "MORE_THAN": "more than",
    "LESS_THAN": "less than",
    "BY": "by",
    "BEFORE": "before",
    "AFTER": "after",
    "ON_OR_AFTER": "on or after",
}
_FORMS: dict[str, Form] = {
    "AN_ORIGINAL": "an original",
    "A_COPY": "a copy",
    "A_TRUE_COPY": "a true and complete copy",
}


class Sentences(Values):
    """One method for each rule of sentences.lark that makes a sentence or a detail."""

    def acts(self, tree: "Tree[Token]") -> s.Acts:
        subjects, objects, *_ = self.all_terms(tree)
        verb = str(self.tokens(tree, "ACTED", "ACT", "DETERMINED", "DETERMINE")[0])
        details = tuple(self.build(child) for child in self.trees(tree) if child.data != "terms")
        negated = self.has(tree, "DID_NOT")
        return s.Acts(subjects, _PAST.get(verb, verb), objects, details, negated, span=self.at(tree))

    did_not_act = acts
    determines = acts
    did_not_determine = acts

    def happens(self, tree: "Tree[Token]") -> s.Happens:
        verb = str(self.tokens(tree, "HAPPENED", "HAPPEN")[0])
        details = next((self.build(child) for child in self.trees(tree) if child.data != "terms"), None)
        negated = tree.data == "did_not_happen"
        return s.Happens(self.names(tree), _PAST.get(verb, verb), details, negated, span=self.at(tree))

    did_not_happen = happens

    def totals(self, tree: "Tree[Token]") -> s.Totals:
        first, limit, *less = self.trees(tree)
        relation = _RELATIONS[cast(Token, limit.children[0]).type]
        value = cast(Any, self.value(limit.children[1]))
        return s.Totals(self.sum(first), relation, value, tuple(map(self.sum, less)), span=self.at(tree))

    def sum(self, tree: "Tree[Token]") -> s.Sum:
        """What is added up, and over which time."""
        inner = {str(child.data): child for child in self.trees(tree)}
        details = self.with_details(inner["with_details"]) if "with_details" in inner else None
        since, through = self._window(inner.get("window"))
        name = self.name(self.tokens(tree, "NAME")[0])
        return s.Sum(name, self.names(tree), details, since, through, span=self.at(tree))

    def _window(self, tree: "Tree[Token] | None") -> tuple[n.When | None, n.When | None]:
        if tree is None:
            return None, None
        moments = [self.moment(child) for child in self.trees(tree)]
        since = moments[0] if self.has(tree, "FROM") else None
        return since, moments[-1] if self.has(tree, "THROUGH") else None

    def amended(self, tree: "Tree[Token]") -> s.Amended:
        return s.Amended(self.names(tree), span=self.at(tree))

    def restored(self, tree: "Tree[Token]") -> s.Restored:
        return s.Restored(self.names(tree), self.moment(self.trees(tree)[-1]), span=self.at(tree))

    def waives(self, tree: "Tree[Token]") -> s.Waives:
        form = "in writing" if self.has(tree, "IN_WRITING") else "orally" if self.has(tree, "ORALLY") else ""
        return s.Waives(self.names(tree), self.section_reference(tree), cast(Any, form), span=self.at(tree))

    def section_reference(self, tree: "Tree[Token]") -> n.SectionReference:
        """`section 5(a)`, with `of` an agreement where one follows it among the children."""
        token = self.tokens(tree, "SECTION_REF")[0]
        span = self.token_span(token)
        agreement = None
        if self.has(tree, "OF"):
            agreement = self.name(self.tokens(tree, "TERM")[-1])
            span = span.to(agreement.span)
        return n.SectionReference(token.removeprefix("section").strip(), agreement, span=span)

    def judged(self, tree: "Tree[Token]") -> s.Judged:
        names, judges = self.all_terms(tree)
        return s.Judged(names, judges, self.has(tree, "NOT"), span=self.at(tree))

    def stands(self, tree: "Tree[Token]") -> s.Stands:
        standing = spaced(self.tokens(tree, "STANDING", "IN_FORCE")[0])
        mode: Mode = ""
        if self.has(tree, "SIMULTANEOUSLY"):
            mode = "simultaneously"
        elif self.has(tree, "IN_SEQUENCE"):
            mode = "in sequence"
        return s.Stands(self.names(tree), standing, self.has(tree, "NOT"), mode, span=self.at(tree))

    def truth(self, tree: "Tree[Token]") -> s.Truth:
        words = self.tokens(tree, "TRUE", "UNTRUE", "MATERIALLY_TRUE", "MATERIALLY_UNTRUE")[0]
        return s.Truth(self.names(tree), cast(s.Degree, spaced(words)), span=self.at(tree))

    def in_form(self, tree: "Tree[Token]") -> s.InForm:
        moment = self.moment(self.trees(tree)[-1])
        return s.InForm(self.names(tree), moment, self.has(tree, "NOT"), span=self.at(tree))

    def exists(self, tree: "Tree[Token]") -> s.Exists:
        return s.Exists(self.names(tree), self.has(tree, "HAS_OCCURRED"), span=self.at(tree))

    def none_exists(self, tree: "Tree[Token]") -> s.NoneExists:
        return s.NoneExists(self.term(tree), self.has(tree, "HAS_OCCURRED"), span=self.at(tree))

    def as_form(self, tree: "Tree[Token]") -> s.AsForm:
        return s.AsForm(_FORMS[self.tokens(tree, *_FORMS)[0].type], span=self.at(tree))

    def executed_by(self, tree: "Tree[Token]") -> s.ExecutedBy:
        return s.ExecutedBy(self.names(tree), span=self.at(tree))

    def from_party(self, tree: "Tree[Token]") -> s.FromParty:
        return s.FromParty(self.term(tree), span=self.at(tree))

    def enclosing(self, tree: "Tree[Token]") -> s.Enclosing:
        return s.Enclosing(self.names(tree), span=self.at(tree))

    def enclosed_in(self, tree: "Tree[Token]") -> s.EnclosedIn:
        return s.EnclosedIn(self.term(tree), span=self.at(tree))

    def dated_detail(self, tree: "Tree[Token]") -> s.DatedDetail:
        moment = self.moment(self.trees(tree)[-1])
        return s.DatedDetail(self._relation(tree), moment, span=self.at(tree))

    def _relation(self, tree: "Tree[Token]") -> Relation:
        for child in self.trees(tree):
            if child.data == "relation":
                return _RELATIONS[cast(Token, child.children[0]).type]
        return "is"

    def with_details(self, tree: "Tree[Token]") -> s.WithDetails:
        return s.WithDetails(tuple(self.built(tree)), span=self.at(tree))

    def particular(self, tree: "Tree[Token]") -> s.Particular:
        name = self.name(self.tokens(tree, "NAME")[0])
        value = self.value(tree.children[-1])
        return s.Particular(name, self._relation(tree), value, span=self.at(tree))
