"""Property tests over encodings: `docs/testing.md` shows how to write one.

It needs Hypothesis, which `pip install "assent[testing]"` brings along.
"""

try:
    import hypothesis  # noqa: F401
except ImportError as error:
    raise ImportError('assent.testing needs Hypothesis: pip install "assent[testing]"') from error

from assent.engine.testing.edits import Edit, edits
from assent.engine.testing.journals import journals, moments, readings
from assent.engine.testing.laws import LAWS, ContractLaws, check_guarantees, check_law, check_laws
from assent.engine.testing.situation import Situation, situations
from assent.engine.testing.trying import Broken, try_on_many
from assent.engine.testing.vocabulary import as_text

__all__ = [
    "LAWS",
    "Broken",
    "ContractLaws",
    "Edit",
    "Situation",
    "as_text",
    "check_guarantees",
    "check_law",
    "check_laws",
    "edits",
    "journals",
    "moments",
    "readings",
    "situations",
    "try_on_many",
]
