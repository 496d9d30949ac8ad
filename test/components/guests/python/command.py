"""`command CODE ...`: prints its arguments, its environment sorted, and what its standard input has; writes a line to
standard error, and exits with the code."""

import os
import sys


def main(args):
    print("arguments:", args)
    print("environment:", sorted(os.environ.items()))
    print("input:", repr(sys.stdin.read()), flush=True)
    print("to standard error", file=sys.stderr, flush=True)
    sys.exit(int(args[0]) if args else 0)
