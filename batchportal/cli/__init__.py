"""The command line: one file a group of commands, each parsing, calling, printing and choosing the exit code.

Nothing heavy is imported here or at the top of any module of this package: `--help` must answer at once.
"""
