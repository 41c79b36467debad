"""Conditions: sentences with modifiers, joined in a line or listed in the outline."""

from typing import Any, cast

from assent.grammar.building.core import DEEPEST, NestedTooDeep, Token, Tree
from assent.grammar.building.sentences import Sentences
from assent.grammar.diagnostics import Related
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import names as n
from assent.grammar.syntax import sentences as s


class Conditions(Sentences):
    """One method for each rule of sentences.lark that makes a condition."""

    def group(self, tree: "Tree[Token]") -> c.Group:
        self.deeper(self.first_word(tree))
        children = self.trees(tree)
        items = tuple(self.item(child) for child in children if child.data == "item")
        head = [child for child in children if child.data != "item"]
        quantifier = self.build(head[0]) if head else c.Counted("")
        self.depth -= 1
        return c.Group(quantifier, items, span=self.at(tree))

    def all_of(self, tree: "Tree[Token]") -> c.Counted:
        return c.Counted("all of", span=self.at(tree))

    def any_of(self, tree: "Tree[Token]") -> c.Counted:
        return c.Counted("any of", span=self.at(tree))

    def at_least_of(self, tree: "Tree[Token]") -> c.Counted:
        return c.Counted("at least", self.number(self.tokens(tree, "NUMBER")[0]), span=self.at(tree))

    def deliveries(self, tree: "Tree[Token]") -> c.Deliveries:
        forms: list[s.AsForm | s.ExecutedBy] = []
        judges: list[n.Name] = []
        for child in self.trees(tree):
            if child.data != "each":
                continue
            inner = self.trees(child)[0]
            if inner.data == "judged_each":
                judges += self.names(inner)
            else:
                forms.append(self.build(inner))
        verb = str(self.tokens(tree, "ACTED")[0])
        return c.Deliveries(self.names(tree), verb, tuple(forms), tuple(judges), span=self.at(tree))

    def prefixed(self, tree: "Tree[Token]") -> c.Modified:
        self.deeper(self.at(self.trees(tree)[0]))
        modifier, condition = self.built(tree)
        self.depth -= 1
        return c.Modified(modifier, condition, prefix=True, span=self.at(tree))

    def suffixed(self, tree: "Tree[Token]") -> c.Condition:
        condition, *modifiers = self.built(tree)
        node: c.Condition = condition
        if len(modifiers) > DEEPEST:
            raise NestedTooDeep(modifiers[DEEPEST].span)
        for modifier in modifiers:
            node = c.Modified(modifier, node, prefix=False, span=self.at(tree))
        return node

    def under(self, tree: "Tree[Token]") -> c.Under:
        return c.Under(self.term(tree), span=self.at(tree))

    def throughout(self, tree: "Tree[Token]") -> c.Throughout:
        return c.Throughout(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def on_each(self, tree: "Tree[Token]") -> c.OnEachDate:
        return c.OnEachDate(self.term(tree), span=self.at(tree))

    def on_moment(self, tree: "Tree[Token]") -> c.OnDate:
        return c.OnDate(self.moment(self.trees(tree)[0]), span=self.at(tree))

    def by_moment(self, tree: "Tree[Token]") -> c.ByDate:
        return c.ByDate(self.built(tree)[0], span=self.at(tree))

    def until_moment(self, tree: "Tree[Token]") -> c.Until:
        return c.Until(self.built(tree)[0], span=self.at(tree))

    def after_moment(self, tree: "Tree[Token]") -> c.After:
        return c.After(self.built(tree)[0], span=self.at(tree))

    def one_act(self, tree: "Tree[Token]") -> s.Acts:
        subject, document = (self.name(token) for token in self.tokens(tree, "TERM"))
        verb = str(self.tokens(tree, "ACTED")[0])
        return s.Acts((subject,), verb, (document,), span=self.at(tree))

    def one_event(self, tree: "Tree[Token]") -> s.Happens:
        return s.Happens((self.term(tree),), str(self.tokens(tree, "HAPPENED")[0]), span=self.at(tree))

    def day_of(self, tree: "Tree[Token]") -> c.DayOf:
        return c.DayOf(self.built(tree)[0], span=self.at(tree))

    def counted_from(self, tree: "Tree[Token]") -> c.CountedFrom:
        units = self.tokens(tree, "UNIT")
        unit = str(units[0]).removesuffix("s") if units else self.term(tree)
        count = self.number(self.tokens(tree, "NUMBER")[0])
        return c.CountedFrom(count, unit, self.built(tree)[0], span=self.at(tree))

    def either_act(self, tree: "Tree[Token]") -> c.EitherAct:
        first, second = self.built(tree)
        return c.EitherAct(self.has(tree, "THE_LATER_OF"), first, second, span=self.at(tree))

    def held_while(self, tree: "Tree[Token]") -> c.HeldWhile:
        return c.HeldWhile(self.built(tree)[0], span=self.at(tree))

    def for_each(self, tree: "Tree[Token]") -> c.ForEach:
        return c.ForEach(self.names(tree), self.term(tree), self.has(tree, "FOR_EACH"), span=self.at(tree))

    def phrase(self, tree: "Tree[Token]") -> c.Phrase:
        details = tuple(self.build(child) for child in self.trees(tree) if child.data != "terms")
        return c.Phrase(self.names(tree), details, span=self.at(tree))

    def inline(self, tree: "Tree[Token]") -> c.Condition:
        parts = tuple(self.built(tree))
        if len(parts) == 1:
            return cast(c.Condition, parts[0])
        joints = self.tokens(tree, "AND", "OR")
        for joint in joints[1:]:
            if joint.type != joints[0].type:
                first = Related(self.token_span(joints[0]), f"first joined by `{joints[0]}`")
                span = self.token_span(joint)
                self.say("mixed-and-or", span, beside=(first,), first=str(joints[0]), second=str(joint))
                break
        return c.Inline(cast(Any, str(joints[0])), parts, span=self.at(tree))

    def item(self, tree: "Tree[Token]") -> c.Item:
        marker = "provided that"
        condition: Any = None
        deemed: list[c.Deemed] = []
        for child in self.trees(tree):
            if child.data == "marker":
                marker = str(child.children[0])
            elif child.data == "deemed":
                deemed.append(self.deemed(child))
            else:
                condition = self.build(child)
        nested = self._nested(tree)
        return c.Item(marker, self.text(tree), condition, tuple(deemed), nested, span=self.at(tree))

    def _nested(self, tree: "Tree[Token]") -> bool:
        """Whether the condition stands below its marker; a list without a quantifier always does."""
        marker, *rest = self.trees(tree)
        body = next((child for child in rest if child.data != "deemed"), None)
        if marker.data != "marker" or body is None or body.meta.empty:
            return False
        headless = body.data == "group" and all(child.data == "item" for child in self.trees(body))
        return body.meta.line > marker.meta.line and not headless

    def deemed(self, tree: "Tree[Token]") -> c.Deemed:
        condition = self.build(self.trees(tree)[-1])
        return c.Deemed(self.term(tree), condition, span=self.at(tree))
