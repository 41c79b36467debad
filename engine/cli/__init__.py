"""The command line: arguments, files, exit codes, printing.

`main` is the whole program: it never lets a traceback out. What a command answers is the exit code: 0 yes, 1
no, 2 the input cannot be used, 3 undetermined, 70 a bug of ours, 130 interrupted.
"""

import gc
import os
import sys

TYPE_CHECKING = False  # true to type checkers; importing `typing` would cost more than most of this
if TYPE_CHECKING:
    from collections.abc import Sequence

BUG = 70
INTERRUPTED = 130


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run one command with these arguments, or with those of the process, and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["eval"] and argv is None:
        gc.disable()  # one answer and out: collecting the classes just made would cost a tenth of the run
    try:
        from assent.engine.cli.run import run

        code = run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has gone: nothing more to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _bug(error)


def _bug(error: Exception) -> int:
    if os.environ.get("ASSENT_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    kind = type(error).__name__
    print(f"assent: this is a bug in assent, not in your files ({kind}).", file=sys.stderr)
    print("Please report it with the command you ran; ASSENT_DEBUG=1 shows where it is.", file=sys.stderr)
    return BUG
