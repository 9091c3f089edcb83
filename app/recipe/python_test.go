package recipe

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// runner runs programs side by side in one interpreter, each with names and a print of its own.
const runner = `
import functools, io, json, sys, traceback
from concurrent.futures import ThreadPoolExecutor

def run(program):
    out, error = io.StringIO(), ""
    names = {"__name__": "__main__", "print": functools.partial(print, file=out)}
    try:
        exec(compile(program["code"], program["id"], "exec"), names)
    except BaseException:
        error = traceback.format_exc()
    return {"id": program["id"], "out": out.getvalue(), "error": error}

with ThreadPoolExecutor(16) as pool:
    results = list(pool.map(run, json.load(sys.stdin)))
json.dump(results, sys.stdout)
sys.exit(any(result["error"] for result in results))
`

type program struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

type outcome struct {
	ID    string `json:"id"`
	Out   string `json:"out"`
	Error string `json:"error"`
}

// python runs programs and gives what each of them printed.
func python(t *testing.T, programs []program) (printed map[string]string) {
	t.Helper()
	if out, err := exec.Command("python3", "-c", "import requests").CombinedOutput(); err != nil {
		t.Skipf("python3 with requests is not here, so that the programs are not run: %v %s", err, out)
	}
	input, err := json.Marshal(programs)
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), "python3", "-c", runner)
	cmd.Env = append(os.Environ(), "NO_PROXY=*", "NETRC=/dev/null")
	cmd.Stdin = bytes.NewReader(input)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	output, failed := cmd.Output()
	var outcomes []outcome
	require.NoError(t, json.Unmarshal(output, &outcomes), "%v %s", failed, stderr.String())
	require.Len(t, outcomes, len(programs))
	printed = map[string]string{}
	for _, o := range outcomes {
		require.Empty(t, o.Error, o.ID)
		printed[o.ID] = o.Out
	}
	require.NoError(t, failed, stderr.String())
	return printed
}

// prints are what the programs print, the server's address aside. Where time decides a part of it, that part is missing.
var prints = map[string]string{
	"get":                       "200 GET\n",
	"query-parameters":          "{'q': ['ada lovelace'], 'tag': ['maths', 'poetry']}\n",
	"post-form":                 "{'name': ['Ada'], 'topic': ['engines & numbers']}\n",
	"post-json":                 "{'born': 1815, 'name': 'Ada'}\n",
	"put":                       "{'id': 1, 'name': 'Ada Lovelace'}\n",
	"patch":                     "{'name': 'Ada King'}\n",
	"delete":                    "200\n",
	"head":                      "application/json; charset=utf-8 0\n",
	"options":                   "GET, POST, HEAD, PUT, DELETE, PATCH, QUERY, OPTIONS\n",
	"headers":                   "['recipe/1.0']\n",
	"cookies":                   "{'theme': 'dark'} {'theme': 'dark'}\n",
	"session":                   "engines\n",
	"download-to-disk":          "4000000\n",
	"values":                    "ada 200\ngrace 200\na/b c 200\n",
	"redirects":                 "[302, 302, 302] BASE/get\n",
	"status":                    "404 Not Found False\n",
	"raise-for-status":          "404 Client Error: Not Found for url: BASE/status/404\n",
	"prepared-request":          "POST BASE/anything?step=1 b'{\"ready\": true}'\n200\n",
	"basic-auth":                "200 ada\n",
	"digest-auth":               "200 ada\n",
	"bearer-token":              "200 True\n",
	"api-key":                   "True\n",
	"oauth2-client-credentials": "200 demo\n",
	"upload-file":               "{'file': ['The first program.\\n']}\n",
	"upload-files-and-fields":   "{'public': ['yes'], 'title': ['Two notes']} {'notes': ['One.\\n', 'Two.\\n']}\n",
	"upload-raw":                "['14']\n",
	"download-progress":         "25%\n50%\n75%\n100%\n",
	"json-lines":                "1\n2\n3\n4\n5\n",
	"server-sent-events":        `{"n":5,"of":5,"at":"`,
	"timeouts":                  "200 True\n",
	"read-timeout":              "ReadTimeout\n",
	"total-timeout":             "too slow: ",
	"rate-limit-headers":        "4 left, 10 s to go\n",
	"rate-limit-wait":           "200\n200\n",
	"retry-after":               "200 0 retries\n200 1 retries\n",
	"retry-backoff":             "200 2 retries\n",
	"retries-used-up":           "RetryError\n",
	"concurrent-requests":       "20 {200}\n",
	"cache":                     "1\n1\n",
	"pages-by-link":             "95\n",
	"pages-by-cursor":           "95\n",
	"webhook-signature":         "200 True\n",
	"webhook-timestamp":         "200 True\n",
	"webhook-forged":            "403 The signature in X-Hub-Signature-256 does not match",
}

// Each program and each request talk to a server of their own, and both servers must have been told the same.
func TestPythonMakesTheSameCalls(t *testing.T) {
	var programs []program
	bases, byPython := map[string]string{}, map[string]*traffic{}
	for _, r := range All(anyBase, anyKey) {
		base, sent := serve(t)
		bases[r.ID], byPython[r.ID] = base, sent
		programs = append(programs, program{r.ID, find(t, base, r.ID).Python})
	}
	printed := python(t, programs)
	var running sync.WaitGroup
	turns := make(chan struct{}, 4) // some have times to keep
	for _, p := range programs {
		running.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			t.Run(p.ID, func(t *testing.T) {
				require.Contains(t, prints, p.ID)
				require.Contains(t, strings.ReplaceAll(printed[p.ID], bases[p.ID], "BASE"), prints[p.ID])
				base, sent := serve(t)
				r := find(t, base, p.ID)
				newKitchen(t).cook(t, r)
				names := told(whole(r))
				var want, got []said
				for _, s := range sent.all() {
					want = append(want, s.says(t, names))
				}
				for _, s := range byPython[p.ID].all() {
					got = append(got, s.says(t, names))
				}
				require.NotEmpty(t, got)
				require.Equal(t, want, got)
			})
		})
	}
	running.Wait()
}

// told names the headers that a request and its twin in Python have alike: those that were typed, and credentials unless
// they hold a nonce, a time or a token that was granted for the occasion.
func told(r request.Request) (names []string) {
	for _, f := range r.Headers {
		names = append(names, f.Name)
	}
	switch r.Auth.Kind {
	case request.Basic, request.Bearer:
		names = append(names, "Authorization")
	case request.APIKey:
		names = append(names, r.Auth.KeyName)
	case request.HMAC:
		if r.Auth.HMAC.Signed == "" {
			names = append(names, r.Auth.HMAC.Name)
		}
	}
	return names
}
