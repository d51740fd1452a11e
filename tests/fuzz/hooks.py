"""What the OpenAPI document cannot say. Schemathesis loads this file (see schemathesis.toml)."""

import itertools
import os
import re

import schemathesis
from schemathesis.core.parameters import ParameterLocation

agent_id = os.environ["PARLEY_FUZZ_AGENT_ID"]
session_id = os.environ["PARLEY_FUZZ_SESSION_ID"]

# Values for valid requests whose validity is a matter of more than form: what exists here, what can be called, and
# where nothing but loopback may be reached from a test. By the name of the field, wherever in the body it is.
sound_values = {
    "agent_ids": [agent_id],
    "allowed_addresses": ["127.0.0.0/8", "10.0.0.0/8"],
    "data": {"question": "Where are you?", "answer": "At twelve Garden Street."},
    "origins": ["https://www.example.com"],
    "phone": "+1 212 555 0123",
    "time_zone": "Europe/Berlin",
    "url": "http://127.0.0.1:9/parley",
}

# Fields whose refusal is a matter of state: single-use tokens, the present password, members, moments that are over,
# a number to search for, lines of CSV, items of knowledge (their shape depends on a category that the request may not
# name), an agent's configuration (its parts must fit together).
of_state = re.compile(
    r"^(token|old_password|assignee_id|agent_ids|expires_at|phone|category|line \d+.*|config(\..*)?"
    r"|(items\.\d+\.)?data(\..*)?|items\.\d+\.item_id"
    # A number's trunk and agents exist; a trunk's user has a password, and calls in come from somewhere.
    # A campaign's delays between tries grow.
    r"|retries\.\w+"
    # Which digits are a number of some country, whose number a session knows, how a carrier writes its account, and
    # what lies ahead.
    r"|number|value|given_at"
    r"|trunk_id|(outside_hours\.)?agent_id|(inbound|outbound)(\.(username|password))?|to|from_number_id)$",
    re.DOTALL,
)

throttled = re.compile(r"^/(login$|api/v1/auth/|api/v1/invitations)")
addresses = itertools.count(1)


def make_sound(value):
    if isinstance(value, list):
        return [make_sound(item) for item in value]
    if not isinstance(value, dict):
        return value
    sound = {
        key: sound_values[key] if key in sound_values and item is not None else make_sound(item)
        for key, item in value.items()
    }
    if "data" in sound and "category" in sound:
        sound["category"] = "faqs"
    return sound


def is_valid(case, location):
    if case.meta is None or case.meta.generation.mode.is_positive:
        return True
    component = case.meta.components.get(location)
    return component is not None and component.mode.is_positive


def request_body(response):
    body = response.request.body or b""
    return body if isinstance(body, bytes) else str(body).encode()


@schemathesis.hook
def before_call(context, case, **kwargs):
    if is_valid(case, ParameterLocation.BODY):
        case.body = make_sound(case.body)
    if case.path.startswith("/worker/") and is_valid(case, ParameterLocation.PATH):
        case.path_parameters["id"] = session_id
    # Throttles count by address and by account. The server under test trusts its proxy, which is us.
    if throttled.match(case.path):
        number = next(addresses)
        if isinstance(case.body, dict) and "email" in case.body and is_valid(case, ParameterLocation.BODY):
            case.body = {**case.body, "email": f"somebody-{number}@example.com"}
        case.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@schemathesis.hook
def filter_failure(context, failure, case, response):
    kind = type(failure).__name__
    # A valid request was refused: no fault when it was refused for the state of things.
    if kind == "RejectedPositiveData" and response.status_code == 400:
        problem = response.json()
        # Keys that would poison JavaScript's objects are refused like what is no JSON.
        if problem.get("code") == "BODY_NOT_JSON" and re.search(rb"__proto__|prototype", request_body(response)):
            return False
        # What a session's ticket must hold, and may, is what its agent is configured to collect.
        if case.path == "/worker/sessions/{id}/tickets" and problem.get("code") == "VALIDATION_FAILED":
            return False
        issues = problem.get("issues") or [{"path": ""}]
        # A trunk goes one way at least.
        if case.path.startswith("/api/v1/trunks") and [issue["path"] for issue in issues] == [""]:
            return False
        # What is known of a caller is not emptied; where nothing is known, '' is what a ticket holds.
        if case.path == "/api/v1/tickets/{id}" and all(i["path"] in ("name", "phone", "reason") for i in issues):
            return False
        return not all(of_state.match(issue["path"]) for issue in issues)
    # A forbidden form was taken: its one part is a file, and whatever was to be no file is bytes on the wire.
    if kind == "AcceptedNegativeData" and case.media_type == "multipart/form-data":
        return "multipart/form-data" not in response.request.headers.get("Content-Type", "")
    # What was known, and who deleted it, can be read afterwards.
    if kind == "UseAfterFree":
        return case.path != "/api/v1/knowledge/items/{id}/history"
    return True
