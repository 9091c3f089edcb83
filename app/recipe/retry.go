package recipe

import (
	"time"

	"roundtrip/app/request"
)

// retries are about servers that say no for a while.
func retries(base string) []Recipe {
	flaky := call("GET", base+"/flaky?key={key}&fail=2")
	flaky.Options.Retry = request.Retry{Total: 3, Backoff: 500 * time.Millisecond, Statuses: []int{503}}
	wait := call("GET", base+"/limited?key={key}&limit=1&window=2")
	wait.Options.Wait = true
	down := call("GET", base+"/status/503")
	down.Options.Retry = request.Retry{Total: 2, Backoff: 200 * time.Millisecond, Statuses: []int{503}}
	limited := call("GET", base+"/limited?key={key}&limit=1&window=2")
	limited.Options.Retry = request.Retry{Total: 2}
	return []Recipe{{
		ID: "rate-limit-headers", Title: "Read a rate limit",
		Text:    "RateLimit and X-RateLimit tell how many requests are left and when the count begins anew: five in ten seconds here. The Headers tab of the response draws them as gauges.",
		Request: call("GET", base+"/limited?key={key}&limit=5&window=10"),
		Python: `import requests

response = requests.get("{base}/limited?key={key}&limit=5&window=10")
print(response.headers["RateLimit-Remaining"], "left,", response.headers["RateLimit-Reset"], "s to go")
`,
	}, {
		ID: "rate-limit-wait", Title: "Stay within a rate limit",
		Text:    "One request in two seconds is allowed, and the headers of the answer say that none is left. With this option a second request waits until it may be sent.",
		Request: wait, Needs: Needs{Sends: 2},
		Python: `import time
import requests

for _ in range(2):
    response = requests.get("{base}/limited?key={key}&limit=1&window=2")
    print(response.status_code)
    if response.headers["RateLimit-Remaining"] == "0":
        time.sleep(int(response.headers["RateLimit-Reset"]))
`,
	}, {
		ID: "retry-after", Title: "Wait as long as the server says",
		Text:    "One request in two seconds is allowed, so a second one is answered 429 with Retry-After. It waits for so long and is sent again.",
		Request: limited, Needs: Needs{Sends: 2},
		Python: `import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

with requests.Session() as session:
    adapter = HTTPAdapter(max_retries=Retry(total=2))
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    for _ in range(2):
        response = session.get("{base}/limited?key={key}&limit=1&window=2")
        print(response.status_code, len(response.raw.retries.history), "retries")
`,
	}, {
		ID: "retry-backoff", Title: "Try again, more and more slowly",
		Text:    "The server fails twice for each key and then works; change the key in the URL to see it again. The first retry comes at once, each later one waits twice as long, and Traffic lists them.",
		Request: flaky,
		Python: `import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

with requests.Session() as session:
    adapter = HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0.5, status_forcelist=[503]))
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    response = session.get("{base}/flaky?key={key}&fail=2")
    print(response.status_code, len(response.raw.retries.history), "retries")
`,
	}, {
		ID: "retries-used-up", Title: "Give up after some attempts",
		Text:    "The server is down and stays down. After two retries the request fails: too many retries.",
		Request: down,
		Python: `import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

with requests.Session() as session:
    adapter = HTTPAdapter(max_retries=Retry(total=2, backoff_factor=0.2, status_forcelist=[503]))
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    try:
        session.get("{base}/status/503")
    except requests.exceptions.RetryError as error:
        print(type(error).__name__)
`,
	}}
}
