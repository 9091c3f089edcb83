package recipe

import (
	"time"

	"roundtrip/app/request"
)

// many are about more requests than one, and about doing with fewer.
func many(base string) []Recipe {
	cached := call("GET", base+"/cached?key={key}&max_age=0")
	cached.Options.Keep = time.Minute
	byLink := call("GET", base+"/pages/link?per=20")
	byLink.Options.Pages = request.Pages{Kind: request.ByLink}
	byCursor := call("GET", base+"/pages/cursor?per=20")
	byCursor.Options.Pages = request.Pages{Kind: request.ByCursor, Path: "next_cursor", Parameter: "cursor", Items: "items"}
	values := request.Many{Workers: 1}
	values.Columns, values.Rows = request.Values("ada", "grace", "a/b c")
	return []Recipe{{
		ID: "concurrent-requests", Title: "Send several at a time",
		Text:    "Each answer takes a fifth of a second. Twenty requests, five at a time, take about a second and not four.",
		Request: call("GET", base+"/delay/0.2"), Needs: Needs{Many: &request.Many{Times: 20, Workers: 5}},
		Python: `from concurrent.futures import ThreadPoolExecutor
import requests

with ThreadPoolExecutor(max_workers=5) as pool:
    responses = list(pool.map(requests.get, ["{base}/delay/0.2"] * 20))
print(len(responses), {response.status_code for response in responses})
`,
	}, {
		ID: "values", Title: "Send once for each value",
		Text:    "Each of the values takes the place of {{value}} in the URL, encoded as it must be there. The results are a table, in which each response can be opened, and can be saved as CSV.",
		Request: call("GET", base+"/anything/{{value}}"), Needs: Needs{Many: &values},
		Python: `from urllib.parse import quote
import requests

for value in ["ada", "grace", "a/b c"]:
    response = requests.get("{base}/anything/" + quote(value, safe=""))
    print(value, response.status_code)
`,
	}, {
		ID: "cache", Title: "Keep an answer",
		Text:    "The server counts how often it makes this answer. It is kept for a minute: send it twice, and the count stays, because the server is not asked again.",
		Request: cached, Needs: Needs{Sends: 2},
		Python: `import requests

kept = {}  # the package requests-cache does this better


def get(url):
    if url not in kept:
        kept[url] = requests.get(url)
    return kept[url]


for _ in range(2):
    print(get("{base}/cached?key={key}&max_age=0").json()["made"])
`,
	}, {
		ID: "pages-by-link", Title: "Follow pages by their links",
		Text:    "A long list comes in pages. The header Link of each page names the next one, and the last page names none.",
		Request: byLink,
		Python: `import requests

url, items = "{base}/pages/link?per=20", []
while url:
    response = requests.get(url)
    items += response.json()
    url = response.links.get("next", {}).get("url")
print(len(items))
`,
	}, {
		ID: "pages-by-cursor", Title: "Follow pages by a cursor",
		Text:    "Each page holds a cursor, a text that stands for the place in the list. The next request sends it back as a parameter.",
		Request: byCursor,
		Python: `import requests

params, items = {"per": 20}, []
while True:
    page = requests.get("{base}/pages/cursor", params=params).json()
    items += page["items"]
    if not page["next_cursor"]:
        break
    params["cursor"] = page["next_cursor"]
print(len(items))
`,
	}}
}
