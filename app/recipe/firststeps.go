package recipe

import "roundtrip/app/request"

// firstSteps ask, and send something along.
func firstSteps(base string) []Recipe {
	form := call("POST", base+"/post")
	form.Body = request.Body{Kind: request.Form, Form: []request.Field{{Name: "name", Value: "Ada"}, {Name: "topic", Value: "engines & numbers"}}}
	json := call("POST", base+"/post")
	json.Body = request.Body{Kind: request.JSON, JSON: "{\n  \"name\": \"Ada\",\n  \"born\": 1815\n}"}
	return []Recipe{{
		ID: "get", Title: "Get something",
		Text:    "GET asks for a resource and changes nothing. This server answers with what it understood of the request.",
		Request: call("GET", base+"/get"),
		Python: `import requests

response = requests.get("{base}/get")
print(response.status_code, response.json()["method"])
`,
	}, {
		ID: "query-parameters", Title: "Add query parameters",
		Text:    "Parameters stand behind the question mark of the URL. A name may come more than once, and a space is written as a plus sign.",
		Request: call("GET", base+"/get?q=ada+lovelace&tag=maths&tag=poetry"),
		Python: `import requests

params = {"q": "ada lovelace", "tag": ["maths", "poetry"]}
response = requests.get("{base}/get", params=params)
print(response.json()["args"])
`,
	}, {
		ID: "post-form", Title: "Post a form",
		Text:    "POST sends a body. A form's body is written like a query, which is what pages do when a person submits one.",
		Request: form,
		Python: `import requests

response = requests.post("{base}/post", data={"name": "Ada", "topic": "engines & numbers"})
print(response.json()["form"])
`,
	}, {
		ID: "post-json", Title: "Post JSON",
		Text:    "Most APIs take JSON. The header Content-Type tells the server what the body is.",
		Request: json,
		Python: `import requests

response = requests.post("{base}/post", json={"name": "Ada", "born": 1815})
print(response.json()["json"])
`,
	}}
}
