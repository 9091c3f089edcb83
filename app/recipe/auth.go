package recipe

import "roundtrip/app/request"

// auths are ways to say who you are. The accounts are the demo API's own, which everyone knows.
func auths(base string) []Recipe {
	basic := call("GET", base+"/basic-auth/"+demoUser+"/"+demoPassword)
	basic.Auth = request.Auth{Kind: request.Basic, User: demoUser, Password: request.NewSecret(demoPassword)}
	digest := call("GET", base+"/digest-auth/auth/"+demoUser+"/"+demoPassword+"/SHA-256")
	digest.Auth = request.Auth{Kind: request.Digest, User: demoUser, Password: request.NewSecret(demoPassword)}
	bearer := call("GET", base+"/bearer")
	bearer.Auth = request.Auth{Kind: request.Bearer, Token: request.NewSecret(demoSecret)}
	key := call("GET", base+"/headers")
	key.Auth = request.Auth{Kind: request.APIKey, KeyName: request.DefaultKeyName, Key: request.NewSecret(demoSecret)}
	grant := call("GET", base+"/oauth/me")
	grant.Auth = request.Auth{Kind: request.OAuth2, OAuth2: request.Grant{
		Flow: request.ClientCredentials, TokenURL: base + "/oauth/token",
		ClientID: demoClient, ClientSecret: request.NewSecret(demoSecret), Scope: "profile",
	}}
	return []Recipe{{
		ID: "basic-auth", Title: "Basic auth",
		Text:    "The user name and the password go along in the header Authorization. They are encoded but not encrypted, so use it with https: only.",
		Request: basic,
		Python: `import requests

response = requests.get("{base}/basic-auth/ada/lovelace", auth=("ada", "lovelace"))
print(response.status_code, response.json()["user"])
`,
	}, {
		ID: "digest-auth", Title: "Digest auth",
		Text:    "The server first answers 401 with a challenge. The second request proves that you know the password without sending it.",
		Request: digest,
		Python: `import requests
from requests.auth import HTTPDigestAuth

response = requests.get("{base}/digest-auth/auth/ada/lovelace/SHA-256", auth=HTTPDigestAuth("ada", "lovelace"))
print(response.status_code, response.json()["user"])
`,
	}, {
		ID: "bearer-token", Title: "Bearer token",
		Text:    "Whoever bears the token is let in, so it is kept like a password. It goes along in the header Authorization.",
		Request: bearer,
		Python: `import requests

response = requests.get("{base}/bearer", headers={"Authorization": "Bearer demo-secret"})
print(response.status_code, response.json()["authenticated"])
`,
	}, {
		ID: "api-key", Title: "API key",
		Text:    "Many APIs give each client a key, which goes into a header that the API names. Here it is X-API-Key.",
		Request: key,
		Python: `import requests

response = requests.get("{base}/headers", headers={"X-API-Key": "demo-secret"})
print("X-Api-Key" in response.json()["headers"])
`,
	}, {
		ID: "oauth2-client-credentials", Title: "OAuth 2 for a program",
		Text:    "A program gets a token of its own with its client ID and secret (client credentials). Get the token first (Auth, Get token); it is then sent as a bearer token.",
		Request: grant,
		Python: `import requests

granted = requests.post(
    "{base}/oauth/token",
    data={"grant_type": "client_credentials", "scope": "profile"},
    auth=("demo", "demo-secret"),
)
token = granted.json()["access_token"]
response = requests.get("{base}/oauth/me", headers={"Authorization": f"Bearer {token}"})
print(response.status_code, response.json()["client_id"])
`,
	}}
}
