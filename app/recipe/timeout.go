package recipe

import "time"

// timeouts bound how long to wait.
func timeouts(base string) []Recipe {
	both := call("GET", base+"/delay/0.5")
	both.Options.Connect, both.Options.Read = 3050*time.Millisecond, 5*time.Second
	read := call("GET", base+"/delay/3")
	read.Options.Read = time.Second
	total := call("GET", base+"/drip?numbytes=20&duration=4s&delay=0s")
	total.Options.Read, total.Options.Total = time.Second, 1500*time.Millisecond
	return []Recipe{{
		ID: "timeouts", Title: "Bound the waiting",
		Text:    "The connect timeout bounds the wait for a connection, the read timeout each wait for the next bytes. Here the server answers in time; browsers do not tell pages when they are connected.",
		Request: both,
		Python: `import requests

response = requests.get("{base}/delay/0.5", timeout=(3.05, 5))
print(response.status_code, response.elapsed.total_seconds() >= 0.5)
`,
	}, {
		ID: "read-timeout", Title: "Give up on a silent server",
		Text:    "The server takes three seconds to answer, and the read timeout is one second. The request fails: read timed out.",
		Request: read,
		Python: `import requests

try:
    requests.get("{base}/delay/3", timeout=(None, 1))
except requests.ReadTimeout as error:
    print(type(error).__name__)
`,
	}, {
		ID: "total-timeout", Title: "Bound the whole exchange",
		Text:    "A byte comes every fifth of a second, so the read timeout is never reached. The total timeout is, after a second and a half.",
		Request: total,
		Python: `import time
import requests

deadline = time.monotonic() + 1.5  # requests has no total timeout of its own
with requests.get("{base}/drip?numbytes=20&duration=4s&delay=0s", stream=True, timeout=(None, 1)) as response:
    for count, _ in enumerate(response.iter_content(1), 1):
        if time.monotonic() > deadline:
            print("too slow:", count, "bytes")
            break
`,
	}}
}
