"""Notices when a portal's pages drift away from the selectors, and lets a person mend them by pointing.

`check` walks a portal up to the last page that can be left without a trace and reports every page and control;
`baseline` keeps what a good walk saw, and says what has changed since. `picking` and `overrides` turn an element that
a person clicks into a line of their own selectors file.
"""
