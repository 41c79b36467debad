"""The parts of a contract: header, sections, questions, definitions and clauses."""

import datetime
from typing import Literal, cast

from assent.grammar.building.conditions import Conditions
from assent.grammar.building.core import Token, Tree
from assent.grammar.syntax import contract as k
from assent.grammar.syntax.names import Name
from assent.grammar.values import Money, Percent


class Contracts(Conditions):
    """One method for each rule of contract.lark."""

    def contract(self, tree: "Tree[Token]") -> k.ContractHeader:
        return k.ContractHeader(self.term(tree), self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def include(self, tree: "Tree[Token]") -> k.Include:
        quoted = self.tokens(tree, "STRING")[0]
        path = Name(str(quoted)[1:-1], span=self.token_span(quoted))
        return k.Include(path, self.has(tree, "LIBRARY"), span=self.at(tree))

    def section(self, tree: "Tree[Token]") -> k.Section:
        number = self.section_reference(tree).number
        return k.Section(number, self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def labelled(self, tree: "Tree[Token]") -> k.Labelled:
        label = str(self.tokens(tree, "LABEL")[0])
        return k.Labelled(label, self.text(tree), self.built(tree)[0], span=self.at(tree))

    def question(self, tree: "Tree[Token]") -> k.Question:
        return k.Question(self.term(tree), self.text(tree), tuple(self.built(tree)), span=self.at(tree))

    def alternative(self, tree: "Tree[Token]") -> k.Alternative:
        default = self.has(tree, "DEFAULT")
        return k.Alternative(self.term(tree), self.text(tree), default, span=self.at(tree))

    def definition(self, tree: "Tree[Token]") -> k.Definition:
        noun, *attributes = self.trees(tree)
        return k.Definition(
            str(self.tokens(noun, "NOUN")[0]),
            self.has(noun, "RECURRING"),
            self.term(tree),
            self.text(tree),
            tuple(self.build(child) for child in attributes),
            span=self.at(tree),
        )

    def document_set(self, tree: "Tree[Token]") -> k.DocumentSet:
        return k.DocumentSet(self.term(tree), self.text(tree), self.names(tree), span=self.at(tree))

    def party_set(self, tree: "Tree[Token]") -> k.PartySet:
        members = tuple(self.built(self.trees(tree)[0]))
        return k.PartySet(self.term(tree), self.text(tree), members, span=self.at(tree))

    def member(self, tree: "Tree[Token]") -> k.Member:
        names = self.tokens(tree, "NAME")
        measure = self.name(names[0]) if names else None
        weights = self.tokens(tree, "MONEY", "NUMBER")
        weight = cast(Money | int, self.value(weights[0])) if weights else None
        return k.Member(self.term(tree), measure, weight, span=self.at(tree))

    def vote(self, tree: "Tree[Token]") -> k.Vote:
        relation: Literal["at least", "more than"] = "at least" if self.has(tree, "AT_LEAST") else "more than"
        share = cast(Percent | int, self.value(self.tokens(tree, "PERCENT", "NUMBER")[0]))
        return k.Vote(self.term(tree), self.text(tree), relation, share, self.names(tree), span=self.at(tree))

    def calendar(self, tree: "Tree[Token]") -> k.Calendar:
        years = [child for child in self.trees(tree) if child.data == "years"]
        lines = tuple(self.build(child) for child in self.trees(tree) if child.data != "years")
        name = self.term(tree)
        if len(years) != 1:
            self.say("no-years", name.span, name=name.text)
        tokens = self.tokens(years[0], "DATE") if years else []
        first, last = [self.day(token) for token in tokens] or (datetime.date.min, datetime.date.max)
        return k.Calendar(name, self.text(tree), first, last, lines, span=self.at(tree))

    def closed_weekdays(self, tree: "Tree[Token]") -> k.ClosedWeekdays:
        return k.ClosedWeekdays(self.names(tree), span=self.at(tree))

    def closed_as_in(self, tree: "Tree[Token]") -> k.ClosedAsIn:
        return k.ClosedAsIn(self.term(tree), span=self.at(tree))

    def closed_day(self, tree: "Tree[Token]") -> k.ClosedDay:
        return k.ClosedDay(self.day(self.tokens(tree, "DATE")[0]), self.text(tree), span=self.at(tree))

    def source_line(self, tree: "Tree[Token]") -> k.Source:
        return k.Source(self.text(tree) or "", span=self.at(tree))

    def table(self, tree: "Tree[Token]") -> k.Table:
        columns, *rows = self.built(tree)
        return k.Table(self.term(tree), self.text(tree), columns, tuple(rows), span=self.at(tree))

    def row(self, tree: "Tree[Token]") -> k.Row:
        return k.Row(tuple(self.built(tree)), span=self.at(tree))

    def cell(self, tree: "Tree[Token]") -> k.Cell:
        return k.Cell(self.value(tree.children[0]), span=self.at(tree))

    def dated_attribute(self, tree: "Tree[Token]") -> k.DatedAttribute:
        return k.DatedAttribute(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def between(self, tree: "Tree[Token]") -> k.Between:
        return k.Between(self.names(tree), span=self.at(tree))

    def made_by(self, tree: "Tree[Token]") -> k.MadeBy:
        return k.MadeBy(self.names(tree), span=self.at(tree))

    def declared_particulars(self, tree: "Tree[Token]") -> k.DeclaredParticulars:
        return k.DeclaredParticulars(tuple(self.built(tree)), span=self.at(tree))

    def declared(self, tree: "Tree[Token]") -> k.Declared:
        name = self.name(self.tokens(tree, "NAME")[0])
        choices = next((self.terms(child) for child in self.trees(tree)), ())
        kind = "choice" if choices else str(self.tokens(tree, "TYPE")[0])
        return k.Declared(name, kind, choices, span=self.at(tree))

    def consists_of(self, tree: "Tree[Token]") -> k.ConsistsOf:
        return k.ConsistsOf(self.names(tree), self.has(tree, "SIMULTANEOUSLY"), span=self.at(tree))

    def not_in_record(self, tree: "Tree[Token]") -> k.NotInRecord:
        return k.NotInRecord(span=self.at(tree))

    def clause(self, kind: k.ClauseKind, tree: "Tree[Token]") -> k.Clause:
        """One of the clauses `TERM verb when CONDITION`."""
        return k.Clause(kind, self.one(tree), self.build(self.trees(tree)[-1]), span=self.at(tree))

    def takes_effect(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("takes effect when", tree)

    def in_force(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("is in force while", tree)

    def complete_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("is complete when", tree)

    def required_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("is required when", tree)

    def true_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("is true when", tree)

    def begins_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("begins when", tree)

    def ends_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("ends when", tree)

    def ceases_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("ceases to be effective when", tree)

    def void_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("is void from the start when", tree)

    def applies_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("applies when", tree)

    def exempt_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("does not apply when", tree)

    def cured_when(self, tree: "Tree[Token]") -> k.Clause:
        return self.clause("is cured when", tree)

    def obliges(self, tree: "Tree[Token]") -> k.Obliges:
        parties = self.all_terms(tree)[1]
        condition = self.build(self.trees(tree)[-1])
        return k.Obliges(self.one(tree), tuple(parties), condition, self.has(tree, "FORBIDS"), span=self.at(tree))

    forbids = obliges

    def permits(self, tree: "Tree[Token]") -> k.Permits:
        acts = self.all_terms(tree)[1]
        for extra in acts[1:]:
            self.say("one-at-a-time", extra.span, name=extra.text)
        condition = self.build(self.trees(tree)[-1])
        return k.Permits(self.one(tree), acts[0], condition, span=self.at(tree))

    def amends(self, tree: "Tree[Token]") -> k.Version:
        standing = self.tokens(tree, "STANDING")[0]
        if standing != "effective":
            self.say("once-effective", self.token_span(standing), meant=("effective",), word=str(standing))
        return k.Version(self.section_reference(tree), self.term(tree), tuple(self.built(tree)), span=self.at(tree))

    def original(self, tree: "Tree[Token]") -> k.Version:
        return k.Version(self.section_reference(tree), None, tuple(self.built(tree)), span=self.at(tree))

    def absent_text(self, tree: "Tree[Token]") -> k.AbsentText:
        return k.AbsentText(self.section_reference(tree), span=self.at(tree))

    def relates_back(self, tree: "Tree[Token]") -> k.RelatesBack:
        return k.RelatesBack(self.one(tree), self.moment(self.trees(tree)[-1]), span=self.at(tree))

    def lapses(self, tree: "Tree[Token]") -> k.Lapses:
        return k.Lapses(self.one(tree), self.moment(self.trees(tree)[-1]), span=self.at(tree))

    def may_waive(self, tree: "Tree[Token]") -> k.MayWaive:
        return k.MayWaive(
            self.names(tree), self.section_reference(tree), self.has(tree, "IN_WRITING"), span=self.at(tree)
        )

    def guarantee(self, tree: "Tree[Token]") -> k.Guarantee:
        body = self.trees(tree)[-1]
        label, place = self.text(tree) or "", self.at(tree)
        if body.data == "only_if":
            condition, only_if = self.built(body)
            return k.Guarantee(label, condition, only_if, span=place)
        return k.Guarantee(label, self.build(body), span=place)

    def under_statement(self, tree: "Tree[Token]") -> k.UnderStatement:
        self.deeper(self.term(tree).span)
        statement = self.built(tree)[0]
        self.depth -= 1
        return k.UnderStatement(self.term(tree), statement, span=self.at(tree))
