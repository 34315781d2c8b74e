"""The command line: options in, sentences out; it computes nothing."""

from habitue.cli.main import main

__all__ = ["main"]
