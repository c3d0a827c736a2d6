"""A stub of the portal to test against: believable, strict, and loud about not being the real one.

It follows the manual step by step on two origins of this machine, keeps its state in memory, counts every request
to confirm, and misbehaves on demand. It imports nothing of the client and has its own copy of the words, because an
error that client and stub share proves nothing.
"""

from __future__ import annotations

from batchportal.stub.command import Options, main, serve
from batchportal.stub.companies import Company, Role, User, generate
from batchportal.stub.faults import Fault, UnknownFault, make_fault, parse_fault
from batchportal.stub.holds import UnknownPoint
from batchportal.stub.server import StubPortal

__all__ = [
    "Company",
    "Fault",
    "Options",
    "Role",
    "StubPortal",
    "UnknownFault",
    "UnknownPoint",
    "User",
    "generate",
    "main",
    "make_fault",
    "parse_fault",
    "serve",
]
