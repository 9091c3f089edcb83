"""Sends described calls with requests, for the differential test of package session.

On stdin is a JSON list of {"port": int, "call": {...}}. A call holds the arguments of Session.request. JSON lacks some of
Python's types: {"base64": text} stands for bytes, and auth is [user, password] or {"digest": [user, password]}.
max_redirects is the session's own. Whatever host a URL names, the connection goes to 127.0.0.1 at the call's port.

On stdout is a JSON list with what came of each: {"status": int, "url": text} of the last response, or
{"error": the exception's name}.
"""

import base64
import json
import os
import sys

sys.path[:] = [path for path in sys.path if path != os.path.dirname(os.path.abspath(__file__))]  # this file is called requests, too

import requests
import requests.auth
import urllib3.util.connection

connect = urllib3.util.connection.create_connection


def python_value(value):
    if isinstance(value, dict):
        if list(value) == ["base64"]:
            return base64.b64decode(value["base64"])
        return {name: python_value(v) for name, v in value.items()}
    if isinstance(value, list):
        return [python_value(v) for v in value]
    return value


def send(port, call):
    def to_the_test(address, *args, **kwargs):
        return connect(("127.0.0.1", port), *args, **kwargs)

    urllib3.util.connection.create_connection = to_the_test
    call = python_value(call)
    auth = call.get("auth")
    if isinstance(auth, dict):
        call["auth"] = requests.auth.HTTPDigestAuth(*auth["digest"])
    elif auth:
        call["auth"] = tuple(auth)
    with requests.Session() as session:
        session.trust_env = False  # no proxy and no .netrc of this machine
        session.max_redirects = call.pop("max_redirects", session.max_redirects)
        try:
            response = session.request(**{"timeout": 10, **call})
        except (requests.RequestException, ValueError) as error:
            return {"error": type(error).__name__}
    return {"status": response.status_code, "url": response.url}


json.dump([send(item["port"], item["call"]) for item in json.load(sys.stdin)], sys.stdout)
