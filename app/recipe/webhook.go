package recipe

import "roundtrip/app/request"

// webhooks are calls that a receiver can verify: it knows the secret too.
func webhooks(base string) []Recipe {
	const event = `{"event": "item.created", "id": 1}`
	github := call("POST", base+"/webhook/github")
	github.Body = request.Body{Kind: request.JSON, JSON: event}
	github.Auth = request.Auth{Kind: request.HMAC, HMAC: request.Signature{
		Key: request.NewSecret(demoSecret), Name: "X-Hub-Signature-256", Prefix: "sha256=",
	}}
	stripe := call("POST", base+"/webhook/stripe")
	stripe.Body = request.Body{Kind: request.JSON, JSON: event}
	stripe.Auth = request.Auth{Kind: request.HMAC, HMAC: request.Signature{
		Key: request.NewSecret(demoSecret), Name: "Stripe-Signature", Prefix: "t=[timestamp],v1=", Signed: "[timestamp].[body]",
	}}
	forged := call("POST", base+"/webhook/github")
	forged.Body = request.Body{Kind: request.JSON, JSON: `{"event": "item.created", "id": 2}`}
	forged.Headers = []request.Field{{Name: "X-Hub-Signature-256", Value: "sha256=00"}}
	return []Recipe{{
		ID: "webhook-signature", Title: "Sign a webhook",
		Text:    "The sender signs the body with a secret (HMAC), as GitHub does. The receiver works the signature out too, and answers that it is valid.",
		Request: github,
		Python: `import hashlib
import hmac
import requests

body = b'{"event": "item.created", "id": 1}'
signature = "sha256=" + hmac.new(b"demo-secret", body, hashlib.sha256).hexdigest()
headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature}
response = requests.post("{base}/webhook/github", data=body, headers=headers)
print(response.status_code, response.json()["valid"])
`,
	}, {
		ID: "webhook-timestamp", Title: "Sign a webhook with its time",
		Text:    "The time is signed with the body, as Stripe does. A call that somebody saw and sends again later is refused.",
		Request: stripe,
		Python: `import hashlib
import hmac
import time
import requests

body = b'{"event": "item.created", "id": 1}'
now = str(int(time.time()))
signature = hmac.new(b"demo-secret", now.encode() + b"." + body, hashlib.sha256).hexdigest()
headers = {"Content-Type": "application/json", "Stripe-Signature": f"t={now},v1={signature}"}
response = requests.post("{base}/webhook/stripe", data=body, headers=headers)
print(response.status_code, response.json()["valid"])
`,
	}, {
		ID: "webhook-forged", Title: "See a forged webhook refused",
		Text:    "The signature does not fit the body. The receiver answers 403 and says what is wrong.",
		Request: forged,
		Python: `import requests

body = b'{"event": "item.created", "id": 2}'
headers = {"Content-Type": "application/json", "X-Hub-Signature-256": "sha256=00"}
response = requests.post("{base}/webhook/github", data=body, headers=headers)
print(response.status_code, response.json()["problem"])
`,
	}}
}
