"""How a judge ends."""

import sys


def end(faults, passed):
    """Prints the faults, or what passed where there are none, and ends in 1 or 0."""
    for fault in faults:
        print(fault)
    if not faults:
        print(f"  {passed}")
    sys.exit(1 if faults else 0)
