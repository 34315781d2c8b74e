"""The command line: options in, sentences out; it computes nothing."""
