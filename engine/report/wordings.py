"""The sentences of all findings: code -> what is wrong, and what to do about it.

`{word}` stands for a word that the finding carries; `{candidates}` in a suggestion for the names that may
have been meant. A suggestion without it gives way to "did you mean" where there are candidates.
"""

TEXT = {
    "byte-order-mark": ("the file begins with a byte order mark", "save it as UTF-8 without one"),
    "control-character": (
        "a character that cannot be seen stands here: {name} ({point})",
        "delete it: a contract must read as it runs",
    ),
    "foreign-letter": (
        "`{text}` is written with a sign that only looks familiar: {name} ({point})",
        "write it in plain Latin letters, or put the text into quotes",
    ),
    "odd-space": ("this is not a plain space: {name} ({point})", "write a plain space"),
    "tab": (
        "a tab stands in the text",
        "use four spaces for each level; `assent fmt` cannot guess how wide a tab was",
    ),
    "unterminated-string": ("the quote that opens here is not closed on its line", 'close it with `"`'),
    "too-long": ("this line has more than {limit} characters", "break it, or shorten it"),
    "too-deep": (
        "this is nested too deeply",
        "name an inner part with a clause of its own and refer to the name",
    ),
    "empty-file": (
        "there is nothing to read here",
        "begin with `contract`, `facts for` or `scenarios for` and a name",
    ),
    "ragged-indentation": (
        "the indentation of this line fits no line above it",
        "indent by four spaces for each level",
    ),
    "missing-indentation": (
        "`{word}` stands at the margin of the line above it, which needs something below it",
        "indent it by four spaces",
    ),
    "unfinished": ("the line ends too early: {expected} could follow", ""),
    "unexpected": ("`{word}` cannot stand here", "what can: {expected}"),
    "unknown-word": ("`{word}` is not a word of the language that can stand here", "what can: {expected}"),
    "lower-case-term": ("`{word}` is in lower case, and a defined term is written with capitals", ""),
    "glued-keyword": ("a space is missing in `{word}`", ""),
    "not-a-date": ("`{word}` is not a date as it is written here", "write year, month and day: 1996-02-28"),
    "no-such-date": ("there is no {date} in the calendar", "write year, month and day: 1996-02-28"),
    "no-such-time": (
        "there is no {time} on the clock",
        "write 00:00 to 23:59; the end of a day is the bare date",
    ),
    "no-such-zone": ("`{zone}` is not a time zone", "zones are named as in America/New_York"),
    "no-such-amount": (
        "`{amount}` is not an amount",
        "write USD 825,000 or USD 825,000.50, 66 2/3%, or a number of at most 15 digits",
    ),
    "date-needed": ("the date must be written out here", "write the date that `{name}` bears"),
    "mixed-and-or": (
        "`{first}` and `{second}` are mixed in one line, which can be read in two ways",
        "say which belongs together with a list under `all of` or `any of`",
    ),
    "one-at-a-time": (
        "only one name can stand here, and `{name}` is one too many",
        "write a clause for each of them",
    ),
    "once-effective": (
        "a text is supplied once something is effective, not once it is `{word}`",
        "write `once NAME is effective`",
    ),
}

CONTRACT = {
    "no-contract-header": (
        "the file does not say which contract it is",
        "begin with `contract NAME`; a file without it can be included by a contract",
    ),
    "contract-included": (
        "`{name}` is a contract of its own, and stands in a file that is included",
        "include what contracts share; one contract speaks of another as an `agreement`",
    ),
    "include-loop": (
        "`{path}` leads back to a file that includes it: {circle}",
        "move what both need into a file of its own",
    ),
    "outside-folder": (
        "`{path}` leads out of the folder of the contract",
        "put the file beside the contract or below it: what a contract says must not depend on where it lies",
    ),
    "no-such-library": ("there is no library `{name}`", "the libraries come with the program"),
    "two-contract-headers": (
        "`{name}` is a second contract in one file",
        "give each contract a file of its own",
    ),
    "duplicate-definition": ("`{name}` is defined twice", "give one of them another name"),
    "duplicate-section": ("there are two sections {section}", "number them as they are printed"),
    "duplicate-reading": (
        "two questions have an alternative `{name}`",
        "names of readings must differ from each other",
    ),
    "unknown-term": ("`{name}` is not defined", "define it, or write it as it is defined"),
    "wrong-kind": ("`{name}` is {kind}, and {wanted} is needed with `{verb}`", ""),
    "unknown-section": ("there is no section {section}", "refer to a section that the file has"),
    "unknown-reading": ("no question has an alternative `{name}`", "name one that a `question` lists"),
    "no-default": ("question `{question}` has no default", "mark one alternative with `, default`"),
    "two-defaults": ("question `{question}` has more than one default", "keep one `default`"),
    "unknown-particular": (
        "`{particular}` is not recorded of `{name}`",
        "declare it where `{name}` is defined: `with {particular} as ...`",
    ),
    "nothing-enclosed": (
        "what is {verb} encloses nothing",
        "only what is received or sent comes with other papers: say `received` or `sent`",
    ),
    "total-of-one": (
        "`{name}` happens once, or is made of others: there is nothing to add up",
        "declare it `recurring event`, or ask its particular with `with`",
    ),
    "wrong-relation": (
        "`{relation}` can never be said of `{particular}`",
        "before a value of `{particular}` may stand {wanted}",
    ),
    "wrong-value": ("`{value}` is no value of `{particular}`, which is {wanted}", ""),
    "misplaced-attribute": ("`{attribute}` says nothing about `{name}`, which is {kind}", "leave it out"),
    "part-of-itself": ("`{name}` consists of itself", "leave it out of its own parts"),
    "no-date": (
        "the definition of `{name}` does not say how it is dated",
        "add `dated 1996-02-28` to its definition",
    ),
    "no-such-period": (
        "a period of {count} cannot be counted here",
        "count at least 1, and no further than the year 9999; for the day itself write its date",
    ),
    "not-one-act": (
        "a period is counted from one act of one party, or from one event",
        "write `10 days after Lender received Note`, or `10 days after Closing occurred`",
    ),
    "outside-calendar": (
        "this leaves the years of `{name}`, which tells of {first} through {last}",
        "give the calendar more years, with their source",
    ),
    "no-source": (
        "the calendar `{name}` does not say where its closed days are taken from",
        'add `source "..."` to its lines',
    ),
    "name-for-date": ("`{name}` is {kind}, and no date", "write a date, or `the date of` a term that bears one"),
    "no-rows": ("the table `{name}` has no rows", "write what it says below it, one row a line"),
    "uneven-row": (
        "this row has {count} values, and the table has {columns} columns",
        "write one value for each column, with a comma between them",
    ),
    "names-for-columns": (
        "{count} names cannot stand for the columns of `{name}`: {columns}",
        "write one name for each column, in their order",
    ),
    "no-years": (
        "the calendar `{name}` does not say for which years it holds",
        "write once `from` its first day `through` its last one",
    ),
    "not-a-weekday": ("`{name}` is no day of the week", "write Monday, Tuesday and so on"),
    "no-parties": (
        "the definition of `{name}` does not say who signs it",
        "write `executed by` with names, or add `between` or `by` to the definition",
    ),
    "stray-phrase": (
        "`{phrase}` has no verb",
        "say who received it, or put it into a list under `Congress received, each ...`",
    ),
    "not-a-condition": (
        "`{sentence}` is an act that a journal records, not a condition",
        "write what must be the case",
    ),
    "negated-details": (
        "details of something that did not happen",
        "leave the details out, or say what did happen",
    ),
    "whole-has-no-particulars": (
        "`{name}` consists of parts, and particulars are recorded of the parts",
        "say it of {candidates}",
    ),
    "while-needs-event": (
        "`while` can only follow something that happens at a moment",
        "join the two with `and`",
    ),
    "bound-name-taken": (
        "`{name}` stands for something else already",
        "take a name here that nothing else bears",
    ),
    "bound-name-unused": (
        "nothing below speaks of `{name}`, so that the same would be asked again and again",
        "write `{name}` where each of them is meant, or leave `for each` out",
    ),
    "duplicate-member": ("`{name}` is twice in `{whole}`", "leave one of them out"),
    "unlike-weights": (
        "what `{name}` counts for cannot be added to what `{other}` does",
        "say the same thing of each, in one currency; of what is not known, `not in the record`",
    ),
    "label-in-for-each": (
        "`{label}` would label several conditions, one for each",
        "put the label before `for each`, and a dash here",
    ),
    "impossible-count": ("{count} of {parts} cannot be met", "ask for as many as the list has, or fewer"),
    "misplaced-proviso": (
        "a proviso limits a list of which all must be met",
        "put the list under `all of`, and the proviso at its end",
    ),
    "materiality-not-computed": (
        "`{name}` is worked out from its own clause, which says nothing of what is material",
        "ask whether it is true, without `material`",
    ),
    "misplaced-reading": (
        "`under {name},` cannot stand before this clause",
        "put `under {name},` before a condition inside it; of clauses, only `relates back to`, `may waive` and "
        "`guarantee` take it",
    ),
    "permits-recurring": (
        "`{name}` can happen again, and a permission is for one event",
        "leave `recurring` out",
    ),
    "too-early": ("nothing above says when `{name}` takes effect", "say first when it takes effect"),
    "nothing-to-end": (
        "no clause says when `{name}` begins, so none can say when it ends",
        "say first when it begins, or record when it ended",
    ),
    "end-of-a-text": (
        "`{name}` has several texts, or stands in the text of another agreement, and an end belongs to none of them",
        "ask in its condition for what must go on, with `is in force while`",
    ),
    "cure-of-several": (
        "what `{name}` forbids can come about more than once, and one cure would do for all of it",
        "forbid each event that happens once in a clause of its own, or say when it does not apply",
    ),
    "void-in-a-circle": (
        "`{name}` can be void from the start, and is part of a circle: {circle}",
        "say that it ceases to be effective, or take it out of the circle",
    ),
    "missing-version": (
        "`{name}` is said by a text of section {section}, but what stood there before is not said",
        "add `section {section} is not in the record`, or what it read",
    ),
    "odd-circle": (
        "this waits for its own failure: {circle}",
        "look along the circle for the `not` that should not be there: {edges}",
    ),
    "undeclared-circle": (
        "these wait for each other, and nothing says how that is meant: {circle}",
        "add `simultaneously` or `in sequence` to one of: {edges}",
    ),
    "useless-mark": (
        "`{mode}` changes nothing: `{name}` waits for nothing that leads back here",
        "leave it out",
    ),
    "unused-term": ("`{name}` is defined and never used", "use it, or leave the definition out"),
    "unused-reading": (
        "no condition depends on question `{name}`",
        "write `under` and one of its alternatives where it matters",
    ),
}

SOUNDNESS = {
    "early-deadline": (
        "the deadline {deadline} had passed on the date of `{name}`, {dated}",
        "correct the date; for what was so before that, write `on {deadline}`",
    ),
    "text-inside-text": (
        "the text of section {section} stands inside the text of another section",
        "write it by itself, supplied by an effect that is in force while both texts are",
    ),
    "rival-texts": (
        "`{effect}` supplies two texts of `{name}`, of which the earlier one never governs",
        "leave out one of them, or let another effect supply it",
    ),
    "alike-readings": (
        "no condition tells `{first}` from `{second}`, two readings of question `{question}`",
        "write `under` and one of them where it matters, or leave one out",
    ),
    "never-met": (
        "no record can ever meet `{condition}`",
        "look for what it contradicts, in itself or in the lines around it",
    ),
    "implied-condition": (
        "`{condition}` asks nothing: whatever meets the rest of its list meets it too",
        "leave it out, or ask for what was meant",
    ),
    "idle-alternative": (
        "`{condition}` lets nothing through: whatever meets it meets the rest of its list too",
        "leave it out, or ask for what was meant",
    ),
    "idle-reading": (
        "reading `{name}` of question `{question}` changes nothing: all is as under `{default}`",
        "look at the conditions that are `under` the readings of this question",
    ),
}

JOURNAL = {
    "other-contract": ("these are facts for `{name}`, and the contract is `{expected}`", ""),
    "unknown-record-kind": ("`{kind}` is no kind of record", "the kinds are {candidates}"),
    "not-a-fact": (
        "`{sentence}` follows from the contract and cannot be recorded",
        "record the acts that make it so",
    ),
    "vote-is-counted": (
        "`{name}` is a vote: it is counted from what those do who vote",
        "record what each of {of} did",
    ),
    "contradiction": ("`{sentence}` contradicts `{other}`", "correct one of the two lines"),
    "happened-twice": (
        "`{name}` happened once before",
        "declare it as `recurring event`, or leave one line out",
    ),
    "ended-before-began": ("`{name}` ended before it began", "correct one of the dates"),
    "no-waiver-clause": (
        "no clause lets `{name}` waive section {section}",
        "{who}; leave the line out, for such a waiver has no effect, or let the contract say who may waive it",
    ),
    "vague-fact": (
        "a record says what `{particular}` is, not that it is {relation} something",
        "write the value itself",
    ),
    "other-date": (
        "`{name}` is dated {dated} in the contract, not {stated}",
        "correct the date, or leave it out",
    ),
    "nothing-withdrawn": ("no fact says `{sentence}`", "write the sentence as the journal has it"),
    "json-syntax": ("this is not JSON: {reason}", ""),
    "json-shape": ("at `{path}`: {reason}", "`assent facts CONTRACT --json-schema` prints what is expected"),
}

COMMAND = {
    "no-such-file": ("there is no file `{path}`", "look at the spelling, and at the folder you are in"),
    "is-a-folder": ("`{path}` is a folder, and a file is needed", "name a file in it"),
    "cannot-read": ("`{path}` cannot be read: {reason}", ""),
    "not-utf-8": ("`{path}` is not UTF-8 text: byte {byte} cannot stand here", "save it as UTF-8"),
    "too-large": ("`{path}` is larger than {limit}", "this is no contract and no journal"),
    "no-contract": ("no contract in `{folder}` is called `{name}`", "put the file beside its contract"),
    "two-contracts": (
        "several contracts in `{folder}` are called `{name}`",
        "keep each in a folder of its own",
    ),
    "no-scenario-header": (
        "the file does not say which contract it tests",
        "begin with `scenarios for NAME`",
    ),
    "two-scenario-headers": (
        "a file of scenarios is about one contract",
        "move what follows into a file of its own",
    ),
    "nothing-expected": ("scenario `{name}` expects nothing", "add a line `expect NAME: VERDICT`"),
    "no-moment": (
        "nothing says as of when the question is asked, and no fact has a date",
        "add `--as-of DATE`, or `as of DATE` to a scenario",
    ),
    "nothing-to-ask": (
        "`{name}` has no clause that could be asked about",
        "add one, such as `{name} takes effect when`",
    ),
    "unknown-clause": (
        "`{name}` is not a question that the contract answers",
        "ask for something that has a clause",
    ),
    "unknown-question": ("there is no question `{name}`", "name one that the contract asks"),
    "two-readings": ("question `{question}` is read as `{first}` and as `{second}`", "choose one of them"),
}

WORDINGS: dict[str, tuple[str, str]] = {**TEXT, **CONTRACT, **SOUNDNESS, **JOURNAL, **COMMAND}
