package recipe

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/web/demo"
)

const (
	anyBase = "http://127.0.0.1:8080/demo"
	anyKey  = "one"
)

// none is the number of requests where an answer was kept from before.
const none = -1

// promises are what the texts say comes of the recipes. The last answer is looked at.
var promises = []struct {
	id      string
	status  int
	failure exchange.Kind
	sends   int               // 0 means one
	hops    int               // requests that the last send took; 0 means one
	body    map[string]string // gjson path → value
	more    func(t *testing.T, answers []answer, took time.Duration)
}{
	{id: "get", status: 200, body: map[string]string{"method": "GET"}},
	{id: "query-parameters", status: 200, body: map[string]string{"args.q.0": "ada lovelace", "args.tag.1": "poetry"}},
	{id: "post-form", status: 200, body: map[string]string{"form.name.0": "Ada", "form.topic.0": "engines & numbers"}},
	{id: "post-json", status: 200, body: map[string]string{"json.born": "1815", "headers.Content-Type.0": "application/json"}},
	{id: "put", status: 200, body: map[string]string{"method": "PUT", "json.name": "Ada Lovelace"}},
	{id: "patch", status: 200, body: map[string]string{"method": "PATCH", "json.name": "Ada King"}},
	{id: "delete", status: 200, body: map[string]string{"method": "DELETE"}},
	{id: "head", status: 200, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Empty(t, answers[0].body)
		require.Contains(t, answers[0].header.Get("Content-Type"), "application/json")
	}},
	{id: "options", status: 200, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Contains(t, answers[0].header.Get("Access-Control-Allow-Methods"), "PATCH")
	}},
	{id: "headers", status: 200, body: map[string]string{"headers.User-Agent.0": "recipe/1.0", "headers.Accept.0": "application/json", "headers.X-Request-Id.0": "42"}},
	{id: "session", status: 200, body: map[string]string{"headers.X-Team.0": "engines", "headers.Authorization.0": "Bearer demo-secret"}},
	{id: "cookies", status: 200, hops: 2, body: map[string]string{"cookies.theme": "dark"}},
	{id: "redirects", status: 200, hops: 4, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.True(t, strings.HasSuffix(answers[0].url, "/demo/get"), answers[0].url)
	}},
	{id: "status", status: 404},
	{id: "raise-for-status", status: 404, failure: exchange.BadStatus},
	{id: "prepared-request", status: 200, body: map[string]string{"args.step.0": "1", "json.ready": "true", "headers.X-Request-Id.0": "43"}},
	{id: "basic-auth", status: 200, body: map[string]string{"authorized": "true", "user": "ada"}},
	{id: "digest-auth", status: 200, hops: 2, body: map[string]string{"authorized": "true", "user": "ada"},
		more: func(t *testing.T, answers []answer, _ time.Duration) {
			require.Equal(t, 401, answers[0].hops[0].Head.Status)
			for _, hop := range answers[0].hops {
				for _, h := range hop.Sent.Headers {
					require.NotContains(t, h.Value, demo.Password+`"`, h.Name)
				}
			}
		}},
	{id: "bearer-token", status: 200, body: map[string]string{"authenticated": "true"}},
	{id: "api-key", status: 200, body: map[string]string{"headers.X-Api-Key.0": demo.ClientSecret}},
	{id: "oauth2-client-credentials", status: 200, body: map[string]string{"client_id": demo.ClientID, "sub": demo.ClientID}},
	{id: "upload-file", status: 200, body: map[string]string{"files.file.0": "The first program.\n"}},
	{id: "upload-files-and-fields", status: 200, body: map[string]string{"form.title.0": "Two notes", "form.public.0": "yes", "files.notes.0": "One.\n", "files.notes.1": "Two.\n"}},
	{id: "upload-raw", status: 200, body: map[string]string{"method": "PUT", "headers.Content-Type.0": "text/csv", "headers.Content-Length.0": "14"}},
	{id: "download-progress", status: 200, more: func(t *testing.T, answers []answer, took time.Duration) {
		require.Len(t, answers[0].body, 4_000_000)
		require.Equal(t, "4000000", answers[0].header.Get("Content-Length"))
		require.GreaterOrEqual(t, took, 2*time.Second)
	}},
	{id: "download-to-disk", status: 200, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Len(t, answers[0].body, 4_000_000)
	}},
	{id: "json-lines", status: 200, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Equal(t, "[1,2,3,4,5]", gjson.Get(answers[0].body, "..#.n").Raw)
	}},
	{id: "server-sent-events", status: 200, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Equal(t, "text/event-stream", answers[0].header.Get("Content-Type"))
		require.Equal(t, 5, strings.Count(answers[0].body, "\ndata: "))
	}},
	{id: "timeouts", status: 200, body: map[string]string{"method": "GET"}},
	{id: "read-timeout", failure: exchange.ReadTime, more: func(t *testing.T, _ []answer, took time.Duration) {
		require.Less(t, took, 3*time.Second)
	}},
	{id: "total-timeout", status: 200, failure: exchange.TimedOut, more: func(t *testing.T, answers []answer, took time.Duration) {
		require.NotEmpty(t, answers[0].body)
		require.Less(t, took, 4*time.Second)
	}},
	{id: "rate-limit-headers", status: 200, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Equal(t, "4", answers[0].header.Get("RateLimit-Remaining"))
		require.Equal(t, "4", answers[0].header.Get("X-RateLimit-Remaining"))
		require.Equal(t, "10", answers[0].header.Get("RateLimit-Reset"))
	}},
	{id: "rate-limit-wait", status: 200, sends: 2, body: map[string]string{"used": "1"}, more: func(t *testing.T, answers []answer, took time.Duration) {
		require.Empty(t, answers[0].waits)
		require.Len(t, answers[1].waits, 1)
		require.GreaterOrEqual(t, took, time.Second)
	}},
	{id: "retry-after", status: 200, sends: 2, hops: 2, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.Equal(t, 429, answers[1].hops[0].Head.Status)
		require.Len(t, answers[1].waits, 1)
		require.True(t, answers[1].waits[0].Asked)
	}},
	{id: "retry-backoff", status: 200, hops: 3, body: map[string]string{"attempt": "3"}, more: func(t *testing.T, _ []answer, took time.Duration) {
		require.GreaterOrEqual(t, took, time.Second)
	}},
	{id: "retries-used-up", failure: exchange.Retries, hops: 3},
	{id: "concurrent-requests", status: 200, sends: 20, more: func(t *testing.T, _ []answer, took time.Duration) {
		require.Less(t, took, 4*time.Second)
	}},
	{id: "values", status: 200, sends: 3, more: func(t *testing.T, answers []answer, _ time.Duration) {
		require.True(t, strings.HasSuffix(answers[2].url, "/anything/a%2Fb%20c"), answers[2].url)
	}},
	{id: "cache", status: 200, sends: 2, hops: none, body: map[string]string{"made": "1"}},
	{id: "pages-by-link", status: 200, sends: 5},
	{id: "pages-by-cursor", status: 200, sends: 5},
	{id: "webhook-signature", status: 200, body: map[string]string{"valid": "true"}},
	{id: "webhook-timestamp", status: 200, body: map[string]string{"valid": "true"}},
	{id: "webhook-forged", status: 403, body: map[string]string{"valid": "false"}},
}

func TestRecipesDoWhatTheirTextsSay(t *testing.T) {
	var ids []string
	var running sync.WaitGroup
	for _, p := range promises {
		ids = append(ids, p.id)
		running.Go(func() {
			t.Run(p.id, func(t *testing.T) { // not t.Parallel: they wait more than they work
				base, _ := serve(t)
				start := time.Now()
				answers := newKitchen(t).cook(t, find(t, base, p.id))
				took := time.Since(start)
				require.Len(t, answers, max(1, p.sends))
				last := answers[len(answers)-1]
				require.Equal(t, p.failure, last.failure)
				require.Equal(t, p.status, last.status, last.body)
				require.Len(t, last.hops, max(0, cmp.Or(p.hops, 1)))
				for path, want := range p.body {
					require.Equal(t, want, gjson.Get(last.body, path).String(), "%s in %s", path, last.body)
				}
				if p.more != nil {
					p.more(t, answers, took)
				}
			})
		})
	}
	running.Wait()
	t.Run("every recipe makes a promise", func(t *testing.T) {
		for _, r := range All(anyBase, anyKey) {
			require.Contains(t, ids, r.ID)
		}
	})
}

func TestRecipesAreFitToBeRead(t *testing.T) {
	all := All(anyBase, anyKey)
	ids, titles := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		t.Run(r.ID, func(t *testing.T) {
			require.Regexp(t, regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`), r.ID)
			require.False(t, ids[r.ID], "the ID is taken")
			require.False(t, titles[r.Title], "the title is taken")
			ids[r.ID], titles[r.Title] = true, true
			require.NotEmpty(t, r.Group)
			require.NotEmpty(t, r.Title)
			require.False(t, strings.HasSuffix(r.Title, "."))
			require.True(t, strings.HasSuffix(r.Text, "."), "the text ends with a full stop")
			require.LessOrEqual(t, len(regexp.MustCompile(`[.?!]( |$)`).FindAllString(r.Text, -1)), 2, "one or two sentences")
			require.True(t, strings.HasPrefix(whole(r).URL, anyBase+"/"))
			require.Contains(t, r.Python, anyBase)
			require.NotContains(t, r.Python, "{base}")
			require.NotContains(t, r.Python+r.Request.URL, "{key}")
		})
	}
	require.True(t, slices.IsSortedFunc(all, func(a, b Recipe) int { return groupIndex(a) - groupIndex(b) }), "groups stay together")
}

func groupIndex(r Recipe) int {
	for i, g := range groups {
		if g.name == r.Group {
			return i
		}
	}
	return -1
}

func TestRecipesHoldNoSecretsButTheDemosOwn(t *testing.T) {
	// The last is the signature that is forged.
	known := []string{demo.ClientSecret, demo.Password, demo.WebhookSecret, "sha256=00"}
	require.Equal(t, []string{demo.User, demo.Password, demo.ClientID, demo.ClientSecret, demo.WebhookSecret},
		[]string{demoUser, demoPassword, demoClient, demoSecret, demoSecret})
	for _, r := range All(anyBase, anyKey) {
		t.Run(r.ID, func(t *testing.T) {
			_, sealed := whole(r).Seal()
			for _, s := range sealed {
				require.Contains(t, known, s.Value.Reveal(), s.Where)
			}
			for name, value := range whole(r).Secrets() {
				require.Contains(t, known, value, name)
			}
			_, inPython := request.Request{Body: request.Body{Kind: request.Text, Text: r.Python}}.Seal()
			for _, s := range inPython {
				require.Contains(t, known, strings.TrimPrefix(s.Value.Reveal(), "Bearer "), s.Where)
			}
		})
	}
}

func TestRecipesCanBeSentFromABrowser(t *testing.T) {
	for _, r := range All(anyBase, anyKey) {
		t.Run(r.ID, func(t *testing.T) {
			newKitchen(t).give(t, r)
			if r.Request.Auth.Kind == request.OAuth2 {
				r.Request.Auth.OAuth2.Access = request.NewSecret("granted")
			}
			p, bad := session.Prepare(whole(r), session.Place{Browser: true, Page: "http://127.0.0.1:8080/"})
			require.Nil(t, bad)
			for _, h := range p.Headers {
				require.False(t, h.Dropped, "%s: %s", h.Name, h.Note)
			}
		})
	}
}

func TestAChangedRecipeLeavesTheOthersAlone(t *testing.T) {
	before := find(t, anyBase, "upload-file")
	before.Request.Body.Parts[0].File.ID = "7"
	before.Needs.Files[0] = "changed"
	require.Empty(t, find(t, anyBase, "upload-file").Request.Body.Parts[0].File.ID)
	require.Equal(t, "The first program.\n", find(t, anyBase, "upload-file").Needs.Files[0])
}
