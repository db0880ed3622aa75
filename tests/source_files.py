"""What a source file imports, as its text says."""

import ast
from pathlib import Path


def imports_of(path: Path) -> set[str]:
    """Full names of all that a file imports anywhere, for type checkers alone as well."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names
