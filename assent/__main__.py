"""`python -m assent` is the command `assent`."""

import sys

from assent.engine.cli import main

if __name__ == "__main__":
    sys.exit(main())
