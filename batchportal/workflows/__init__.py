"""Decides what comes next and survives a crash: visits, tries, sessions, pace. Never sees a page of the portal.

The only importer of `flows`. `engine` is the only module that knows DBOS; looking (`lookup`, `reconcile`) needs none.
"""
