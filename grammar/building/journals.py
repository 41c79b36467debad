"""Journals and scenarios: one line for each thing that is said."""

from assent.grammar.building.core import Token, Tree
from assent.grammar.building.sentences import Sentences
from assent.grammar.syntax import journal as j
from assent.grammar.syntax import names as n
from assent.grammar.syntax import scenarios as o


class Journals(Sentences):
    """One method for each rule of journal.lark and scenarios.lark."""

    def facts_for(self, tree: "Tree[Token]") -> j.FactsFor:
        return j.FactsFor(self.term(tree), span=self.at(tree))

    def record(self, tree: "Tree[Token]") -> j.Record:
        kinds = tuple(self.name(token) for token in self.tokens(tree, "NAME"))
        return j.Record(kinds, self.written(self.trees(tree)[-1]), span=self.at(tree))

    def fact(self, tree: "Tree[Token]") -> j.Fact:
        moment, sentence = self.trees(tree)
        return j.Fact(self.written(moment), self.build(sentence), self.text(tree), span=self.at(tree))

    supposed = fact

    def withdrawn(self, tree: "Tree[Token]") -> j.Withdrawn:
        *moment, sentence = self.trees(tree)
        return j.Withdrawn(self.written(moment[0]) if moment else None, self.build(sentence), span=self.at(tree))

    def scenarios_for(self, tree: "Tree[Token]") -> o.ScenariosFor:
        return o.ScenariosFor(self.term(tree), self.text(tree), span=self.at(tree))

    def scenario(self, tree: "Tree[Token]") -> o.Scenario:
        return o.Scenario(self.term(tree), self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def as_of(self, tree: "Tree[Token]") -> o.AsOf:
        return o.AsOf(self.written(self.trees(tree)[0]), span=self.at(tree))

    def from_journal(self, tree: "Tree[Token]") -> o.FromJournal:
        return o.FromJournal(self.text(tree) or "", span=self.at(tree))

    without = withdrawn

    def expect_verdict(self, tree: "Tree[Token]") -> o.ExpectVerdict:
        want = next((child for child in self.trees(tree) if child.data == "want"), None)
        terms = self.names(want) if want is not None else ()
        section = self.section_reference(want) if want is not None and not terms else None
        readings, since = self._expected(tree)
        verdict = str(self.tokens(tree, "VERDICT")[0])
        return o.ExpectVerdict(self.term(tree), readings, verdict, since, terms, section, span=self.at(tree))

    def expect_status(self, tree: "Tree[Token]") -> o.ExpectStatus:
        readings, since = self._expected(tree)
        status = str(self.tokens(tree, "VERDICT")[0])
        return o.ExpectStatus(self.section_reference(tree), readings, status, since, span=self.at(tree))

    def _expected(self, tree: "Tree[Token]") -> tuple[tuple[n.Name, ...], n.WrittenMoment | None]:
        readings: tuple[n.Name, ...] = ()
        since = None
        for child in self.trees(tree):
            if child.data == "under_readings":
                readings = self.names(child)
            elif child.data == "expected_since":
                since = self.written(self.trees(child)[0])
        return readings, since
