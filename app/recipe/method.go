package recipe

import "roundtrip/app/request"

// methods are the other methods of RFC 9110, section 9, and PATCH (RFC 5789).
func methods(base string) []Recipe {
	put := call("PUT", base+"/put")
	put.Body = request.Body{Kind: request.JSON, JSON: `{"id": 1, "name": "Ada Lovelace"}`}
	patch := call("PATCH", base+"/patch")
	patch.Body = request.Body{Kind: request.JSON, JSON: `{"name": "Ada King"}`}
	return []Recipe{{
		ID: "put", Title: "Replace with PUT",
		Text:    "PUT puts a whole resource in the place of the old one. To send it twice does no more than to send it once.",
		Request: put,
		Python: `import requests

response = requests.put("{base}/put", json={"id": 1, "name": "Ada Lovelace"})
print(response.json()["json"])
`,
	}, {
		ID: "patch", Title: "Change with PATCH",
		Text:    "PATCH changes a part of a resource. The body says only what is to be different.",
		Request: patch,
		Python: `import requests

response = requests.patch("{base}/patch", json={"name": "Ada King"})
print(response.json()["json"])
`,
	}, {
		ID: "delete", Title: "Remove with DELETE",
		Text:    "DELETE removes a resource. Many servers answer 204, which means that there is nothing to say; this one answers 200 and a body.",
		Request: call("DELETE", base+"/delete"),
		Python: `import requests

response = requests.delete("{base}/delete")
print(response.status_code)
`,
	}, {
		ID: "head", Title: "Ask for the headers only",
		Text:    "HEAD is answered with the headers that GET would have, and without a body.",
		Request: call("HEAD", base+"/get"),
		Python: `import requests

response = requests.head("{base}/get")
print(response.headers["Content-Type"], len(response.content))
`,
	}, {
		ID: "options", Title: "Ask what is allowed",
		Text:    "OPTIONS asks what may be done; the answer is in Access-Control-Allow-Methods. Browsers send it by themselves before many calls to other sites.",
		Request: call("OPTIONS", base+"/get"),
		Python: `import requests

response = requests.options("{base}/get")
print(response.headers["Access-Control-Allow-Methods"])
`,
	}}
}
