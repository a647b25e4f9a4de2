"""What can go wrong, one class each. The facts are attributes."""

# Hints are quoted where only checkers know them: `from __future__ import annotations` imports a module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from ._whereby import RateLimits


class WherebyError(Exception):
    """The base of all errors of this library."""

    message: str
    """What went wrong, in one line."""
    operation: str | None
    """The operation, as in `meetings.create`."""
    status: int | None
    """The status of the answer, if there was one."""
    sent: str
    """How far the call came: `never` (nothing was sent), `refused` (the server said no), `unknown`."""
    attempts: int
    """How many times it was tried."""
    retry_at: "datetime | None"
    """When it makes sense to try again, where that is known."""
    limits: "RateLimits | None"
    """The points of the organisation, where the answer told them."""
    request_id: str | None
    """The server's own id of the request."""
    body: str | None
    """The body of the answer, at most 4 KiB, keys of room links masked."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        status: int | None = None,
        sent: str = "never",
        attempts: int = 0,
        retry_at: "datetime | None" = None,
        limits: "RateLimits | None" = None,
        request_id: str | None = None,
        body: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.operation = operation
        self.status = status
        self.sent = sent
        self.attempts = attempts
        self.retry_at = retry_at
        self.limits = limits
        self.request_id = request_id
        self.body = body

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self.message, self.__dict__)


def _rebuilt(cls: type[WherebyError], message: str, facts: dict[str, object]) -> WherebyError:
    error = cls(message)
    error.__dict__.update(facts)
    return error


class ConfigError(WherebyError, ValueError):
    """A key, URL or option that cannot be used. Raised before any I/O."""


class InvalidRequestError(WherebyError, ValueError):
    """Input that is refused before it is sent: the message names the field and the remedy."""


class APIConnectionError(WherebyError):
    """No connection, or it broke. `sent` says whether anything can have happened."""


class APITimeoutError(APIConnectionError, TimeoutError):
    """Time ran out."""


class APIStatusError(WherebyError):
    """The server answered with an error. Unknown statuses raise this class itself."""


class BadRequestError(APIStatusError):
    """400 or 422: the server refused the input."""


class AuthenticationError(APIStatusError):
    """401: the API key is missing or not valid."""


class PermissionDeniedError(APIStatusError):
    """403: not allowed; on create, often a feature that is not in the plan."""


class NotFoundError(APIStatusError):
    """404: there is no such resource."""


class ConflictError(APIStatusError):
    """409: the resource is in a state that forbids this."""


class RateLimitError(APIStatusError):
    """429: the points are used up and the deadline is too near to wait; see `retry_at`."""


class InternalServerError(APIStatusError):
    """5xx to a call that could safely be repeated, and was."""


class OutcomeUnknownError(WherebyError):
    """A call that must not be repeated blindly, and nobody knows whether it took effect.

    List the resource before you send it again.
    """


class DecodeError(WherebyError):
    """The server said yes and its answer cannot be read; `body` has its start."""
