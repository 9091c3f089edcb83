package recipe

import "roundtrip/app/request"

// heads are about what stands before a body: headers and the status.
func heads(base string) []Recipe {
	headers := call("GET", base+"/headers")
	headers.Headers = []request.Field{
		{Name: "Accept", Value: "application/json"}, {Name: "User-Agent", Value: "recipe/1.0"}, {Name: "X-Request-ID", Value: "42"},
	}
	cookies := call("GET", base+"/cookies/set?theme=dark")
	cookies.Options.Credentials = request.Include
	raise := call("GET", base+"/status/404")
	raise.Options.Raise = true
	prepared := call("POST", base+"/anything?step=1")
	prepared.Headers = []request.Field{{Name: "X-Request-ID", Value: "43"}}
	prepared.Body = request.Body{Kind: request.JSON, JSON: `{"ready": true}`}
	team := call("", base)
	team.Headers = []request.Field{{Name: "X-Team", Value: "engines"}}
	team.Auth = request.Auth{Kind: request.Bearer, Token: request.NewSecret(demoSecret)}
	return []Recipe{{
		ID: "headers", Title: "Set headers and the user agent",
		Text:    "Headers say more about a request, such as what kind of answer you accept and who you are. Chromium puts its own User-Agent in the place of yours.",
		Request: headers,
		Python: `import requests

headers = {"Accept": "application/json", "User-Agent": "recipe/1.0", "X-Request-ID": "42"}
response = requests.get("{base}/headers", headers=headers)
print(response.json()["headers"]["User-Agent"])
`,
	}, {
		ID: "session", Title: "Say once what all requests share",
		Text:    "A session holds a base URL, headers, credentials and more for all of its requests (Tools, Session). This request says only its path.",
		Request: call("GET", "/headers"), Needs: Needs{Session: &team},
		Python: `import requests

base_url = "{base}"
with requests.Session() as session:
    session.headers.update({"X-Team": "engines", "Authorization": "Bearer demo-secret"})
    response = session.get(base_url + "/headers")
    print(response.json()["headers"]["X-Team"][0])
`,
	}, {
		ID: "cookies", Title: "Take a cookie and send it back",
		Text:    "The server sets a cookie and redirects. The next request brings the cookie back, and the answer shows it.",
		Request: cookies,
		Python: `import requests

with requests.Session() as session:
    response = session.get("{base}/cookies/set", params={"theme": "dark"})
    print(response.json()["cookies"], session.cookies.get_dict())
`,
	}, {
		ID: "redirects", Title: "Follow redirects",
		Text:    "A redirect names another URL in the header Location. Three of them are followed here, and the answer comes from the last URL.",
		Request: call("GET", base+"/redirect/3"),
		Python: `import requests

response = requests.get("{base}/redirect/3")
print([hop.status_code for hop in response.history], response.url)
`,
	}, {
		ID: "status", Title: "Read the status",
		Text:    "A status of 400 or more says that the server did not do what was asked. It is an answer all the same, with headers and often a body.",
		Request: call("GET", base+"/status/404"),
		Python: `import requests

response = requests.get("{base}/status/404")
print(response.status_code, response.reason, response.ok)
`,
	}, {
		ID: "raise-for-status", Title: "Make a bad status a failure",
		Text:    "With this option every status of 400 or more is a failure, so that nobody takes an error for data. It is raise_for_status of Python's requests.",
		Request: raise,
		Python: `import requests

response = requests.get("{base}/status/404")
try:
    response.raise_for_status()
except requests.HTTPError as error:
    print(error)
`,
	}, {
		ID: "prepared-request", Title: "See what is sent",
		Text:    "A request is prepared first: its URL, headers and body are worked out to the byte, and these are sent. The Preview tab shows them before.",
		Request: prepared,
		Python: `import requests

with requests.Session() as session:
    request = requests.Request(
        "POST", "{base}/anything", params={"step": 1}, headers={"X-Request-ID": "43"}, json={"ready": True}
    )
    prepared = session.prepare_request(request)
    print(prepared.method, prepared.url, prepared.body)
    print(session.send(prepared).status_code)
`,
	}}
}
