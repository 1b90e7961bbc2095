"""What schemathesis cannot know: ids that exist, rules between two fields, and what is true of every response.

Loaded by schemathesis. EXISTING is JSON: the server's "url", a visitor's ids {"conversation", "turn", "disposable": […]}, and
of an account its "credentials", its "key" {"id", "key", …} and the ids of keys that may be revoked, "disposableKeys".
"""

import json
import os
import re
import urllib.request
import zlib

import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

import stream_rules

EXISTING = json.loads(os.environ["EXISTING"])
STREAM = "GET /chat/stream", "POST /chat/stream"
EVENTS, ASK = "GET /api/turns/{turn}/events", "POST /api/conversations/{conversation}/turns"
LOGIN, MAKE_KEY, REVOKE_KEY, MAKE_TICKET = "POST /api/login", "POST /api/keys", "DELETE /api/keys/{key}", "POST /api/tickets"
BY_KEY = "GET /api/me", "GET /api/keys", MAKE_KEY, REVOKE_KEY, MAKE_TICKET
BEARER = f"Bearer {EXISTING['key']['key']}"
QUESTION = {"role": "user", "content": "Was kostet ein Personalausweis?"}
NOBODYS = "A" * 22
POSITION = re.compile(r"[A-Za-z0-9_-]{22}(\.[0-9]{1,6}(?:\.end)?)")


def share(value, parts):
    """A number below `parts` that a value always has."""
    return zlib.crc32(str(value).encode(errors="replace")) % parts


def asked(case):
    """What is asked, whether in the query or in the body."""
    return case.query, case.body


def call(method, path, body=None, **fields):
    """A request beside those that are made at random: its status and its text."""
    request = urllib.request.Request(EXISTING["url"] + path, method=method, headers=fields)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.status, response.read().decode()


@schemathesis.hook
def before_call(_context, case, _kwargs):
    """Makes what is meant to be right right, and what is meant to be wrong wrong in one way."""
    if case.operation.label in BY_KEY:
        case.headers["Authorization"] = BEARER
    if case.meta is None:
        return
    wrong = wrong_parameters(case)
    is_wrong = case.meta.generation.mode.is_negative
    wrong_places = {place for place in ParameterLocation if is_wrong and case.meta.is_negative_at(place)}
    if ParameterLocation.PATH not in wrong_places:
        use_existing_ids(case)
    if "Last-Event-ID" not in wrong:
        settle_last_event_id(case, is_wrong)
    if "ticket" not in wrong:
        settle_ticket(case, is_wrong)
    if "Idempotency-Key" in case.headers and "Idempotency-Key" not in wrong:
        case.headers["Idempotency-Key"] = fresh(case.headers["Idempotency-Key"], case)
    if ParameterLocation.BODY not in wrong_places:
        settle_body(case, "Idempotency-Key" in wrong)
    if not is_wrong and case.operation.label in (EVENTS, ASK) and share(asked(case), 2):
        case.headers["Accept"] = "text/event-stream"


def wrong_parameters(case):
    """The names of the parameters that were made wrong."""
    data = case.meta.phase.data
    return {data.parameter, *(change.parameter for change in getattr(data, "mutations", ()))}


def fresh(name, case):
    """A request id of this question's own, but for every tenth: another question under the same id is refused."""
    return f"r{share(asked(case), 1 << 32)}" if share(name, 10) else name


def use_existing_ids(case):
    """Most requests name what exists, and some what does not. What the others need is not deleted."""
    phase = case.meta.phase.name
    for name, value in list((case.path_parameters or {}).items()):
        if name == "key":
            if EXISTING["disposableKeys"] and phase != TestPhase.STATEFUL and case.method == "DELETE":
                case.path_parameters[name] = EXISTING["disposableKeys"].pop()
            elif value == EXISTING["key"]["id"]:
                case.path_parameters[name] = NOBODYS
        elif case.operation.label == "DELETE /api/conversations/{conversation}" and case.method == "DELETE":
            if EXISTING["disposable"] and phase != TestPhase.STATEFUL:
                case.path_parameters[name] = EXISTING["disposable"].pop()
            elif value == EXISTING["conversation"]:
                case.path_parameters[name] = NOBODYS
        elif name == "number" and (phase != TestPhase.FUZZING or share(value, 2)):
            case.path_parameters[name] = "1"
        elif name in ("turn", "conversation") and (phase != TestPhase.FUZZING or share(value, 5)):
            if phase != TestPhase.STATEFUL:
                case.path_parameters[name] = EXISTING[name]


def settle_last_event_id(case, is_wrong):
    """An event's id that came before decides what else is looked at, and must be the turn's; so it is that, or left out."""
    label = case.operation.label
    value = case.headers.pop("Last-Event-ID", None)
    position = POSITION.fullmatch(value or "")
    if position and not is_wrong and label == EVENTS:
        case.headers["Last-Event-ID"] = case.path_parameters["turn"] + position.group(1)
    elif value is not None and not is_wrong and label in STREAM and share(asked(case), 3) == 0:
        case.headers["Last-Event-ID"] = EXISTING["turn"] + (".2", ".999999", ".7.end")[share(value, 3)]


def settle_ticket(case, is_wrong):
    """A ticket decides what is asked and by whom; so it is a good one, or left out."""
    if case.operation.label != STREAM[0] or case.query.pop("ticket", None) is None:
        return
    if not is_wrong and "Last-Event-ID" not in case.headers:
        _, text = call("POST", "/api/tickets", {"q": QUESTION["content"]}, Authorization=BEARER)
        case.query["ticket"] = json.loads(text)["ticket"]


def settle_body(case, is_header_wrong):
    """The last message is the user's; what is continued or repeated exists; no request id wins over a wrong one; a login is right."""
    if not isinstance(case.body, dict):
        return
    if case.operation.label == LOGIN:
        case.body = {**case.body, **EXISTING["credentials"]}
    if isinstance(case.body.get("requestId"), str):
        own = None if is_header_wrong else fresh(case.body["requestId"], case)
        case.body = {**case.body, "requestId": own}
    if case.operation.label == "POST /v1/chat/completions" and not is_question(case.body["messages"][-1]):
        case.body = {**case.body, "messages": [*case.body["messages"], QUESTION]}
    if case.operation.label == ASK:
        for name in ("continues", "repeats"):
            if isinstance(case.body.get(name), str):
                case.path_parameters["conversation"] = EXISTING["conversation"]
                case.body = {**case.body, name: EXISTING["turn"]}


def is_question(message):
    content = message.get("content")
    if isinstance(content, list):
        content = "".join(part.get("text") or "" for part in content if part["type"] == "text")
    return message["role"] == "user" and bool((content or "").strip())


@schemathesis.check
def every_response_has_a_name(_context, response, _case):
    assert response.headers.get("x-request-id"), "there is no X-Request-Id"


@schemathesis.check
def a_wrong_field_is_named(_context, response, case):
    """422 says which field, and where one parameter was made wrong, that it is this one."""
    if response.status_code != 422 or case.meta is None:
        return
    problem = response.json()
    named = problem.get("field") or problem.get("error", {}).get("param")
    assert named, "the problem names no field"
    if case.meta.phase.data.parameter_location in (ParameterLocation.QUERY, ParameterLocation.HEADER):
        wrong = wrong_parameters(case) - {None}
        assert named in wrong or not wrong, f"the problem names {named}, but what is wrong is {sorted(wrong)}"


@schemathesis.check
def a_key_is_good_until_it_is_revoked(_context, response, case):
    """Revokes it, too: an account has so many keys and no more."""
    if case.operation.label == MAKE_KEY and response.status_code == 201:
        made = response.json()
        status, text = call("GET", "/api/me", Authorization=f"Bearer {made['key']}")
        assert status == 200 and json.loads(text)["scopes"] == made["scopes"], "the key is not good for its scopes"
        assert call("DELETE", f"/api/keys/{made['id']}", Authorization=BEARER)[0] == 204, "the key cannot be revoked"


@schemathesis.check
def a_ticket_asks_its_question(_context, response, case):
    """Uses it up, too: somebody has so many tickets and no more."""
    if case.operation.label == MAKE_TICKET and response.status_code == 201:
        status, text = call("GET", f"/chat/stream?ticket={response.json()['ticket']}")
        stream_rules.check(text, status)


@schemathesis.check
def a_stream_is_whole(_context, response, _case):
    if (response.headers.get("content-type") or [""])[0].startswith("text/event-stream"):
        stream_rules.check(response.content.decode(), response.status_code)
