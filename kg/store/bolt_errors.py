"""Errors of the driver and the server as one line that says what to do."""

from __future__ import annotations

from neo4j import exceptions as errors

from kg.errors import QueryError, StoreError

RESUME = "run the same command again: it goes on where this one stopped"
Foreign = errors.DriverError | errors.Neo4jError


def translate(error: Foreign, uri: str, database: str) -> QueryError | StoreError:
    """The error of ours that stands for a foreign one."""
    code = str(getattr(error, "code", "") or "")
    text = (str(getattr(error, "message", "") or error).strip().splitlines() or [type(error).__name__])[0]
    if "Database.DatabaseNotFound" in code or text.startswith("Access to database"):
        return StoreError(f"{uri} has no database {database!r}; correct --database, or leave it out")
    if isinstance(error, errors.AuthError) or "Security" in code:
        return _explain_refusal(code, text, uri)
    if isinstance(error, errors.ServiceUnavailable | errors.SessionExpired):
        return _explain_absence(text, uri)
    if "not authorized" in text.lower() or "not allowed to" in text.lower():
        return StoreError(f"{uri} does not allow this user to do that: {text}")
    if code.endswith(("Statement.AccessMode", "General.ForbiddenOnReadOnlyDatabase")) or "read access mode" in text:
        return QueryError(f"the query writes, and {uri} is only read here")
    if ".Statement." in code:
        return QueryError(f"the query is not valid: {text}")
    if "ConstraintValidation" in code or "ConstraintCreation" in code:
        return StoreError(f"{uri} holds nodes or relationships that clash with the build: {text}")
    if code.startswith("Neo.TransientError"):
        return StoreError(f"{uri} is too busy or short of memory: {text}; {RESUME}")
    return StoreError(f"{uri} refused the work: {text}")


def _explain_refusal(code: str, text: str, uri: str) -> StoreError:
    if code.endswith("Forbidden"):
        return StoreError(f"{uri} does not allow this user to do that: {text}; use --user with a writer's name")
    return StoreError(f"{uri} does not accept this user and password ({text}); correct --user and NEO4J_PASSWORD")


def _explain_absence(text: str, uri: str) -> StoreError:
    if "handshake" in text.lower() or "protocol" in text.lower():
        return StoreError(f"what answers at {uri} does not speak Bolt as this program does: {text}; correct --uri")
    return StoreError(f"no connection to {uri} ({text}); start the server or correct --uri, then {RESUME}")
