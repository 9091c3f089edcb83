package recipe

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/load"
	"roundtrip/app/pages"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/app/session/cookie"
	"roundtrip/app/session/oauth2"
)

// find gives a recipe for a server.
func find(t *testing.T, base, id string) Recipe {
	t.Helper()
	r, ok := Find(base, anyKey, id)
	require.True(t, ok, "there is no recipe %s", id)
	return r
}

// answer is what came of one send.
type answer struct {
	failure exchange.Kind
	status  int
	url     string
	header  http.Header
	body    string
	hops    []exchange.Hop
	waits   []exchange.Wait
}

// kitchen sends recipes natively, with a jar and the recipe's files.
type kitchen struct {
	session session.Session
	files   map[string]string // by ID
}

func newKitchen(t *testing.T) *kitchen {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	k := &kitchen{files: map[string]string{}}
	k.session.Transport = &cookie.Transport{Jar: &cookie.Jar{}, Next: transport} // as a browser does below fetch
	k.session.Open = func(f request.File) (any, error) {
		content, ok := k.files[f.ID]
		if !ok {
			return nil, fmt.Errorf("no file has the ID %q", f.ID)
		}
		return strings.NewReader(content), nil
	}
	return k
}

// cook does all that a recipe asks for and gives the answers in the order of the sends, or of the pages.
func (k *kitchen) cook(t *testing.T, r Recipe) []answer {
	t.Helper()
	k.give(t, r)
	r.Request = whole(r)
	if r.Request.Auth.Kind == request.OAuth2 {
		token, err := oauth2.ClientCredentials(t.Context(), http.DefaultTransport, r.Request.Auth.OAuth2)
		require.NoError(t, err)
		r.Request.Auth.OAuth2.Access = token.Access
	}
	if r.Request.Options.Pages.Kind != request.NoPages {
		return k.turn(t, r)
	}
	plan := request.Many{Times: max(1, r.Needs.Sends), Workers: 1}
	if r.Needs.Many != nil {
		plan = *r.Needs.Many
	}
	answers := make([]answer, plan.Count())
	pool := load.Pool{Workers: plan.Workers}
	require.NoError(t, pool.Run(t.Context(), len(answers), func(ctx context.Context, i int) load.Result {
		answers[i] = k.send(ctx, plan.Request(r.Request, i))
		return load.Result{}
	}, func(load.Result) {}))
	return answers
}

// whole is the request of a recipe with what it takes over from its session.
func whole(r Recipe) request.Request {
	if r.Needs.Session == nil {
		return r.Request
	}
	return request.Inherit(r.Request, *r.Needs.Session, nil)
}

// give puts the files of a recipe beside its request.
func (k *kitchen) give(t *testing.T, r Recipe) {
	t.Helper()
	var files []*request.File
	if r.Request.Body.File != nil {
		files = append(files, r.Request.Body.File)
	}
	for _, p := range r.Request.Body.Parts {
		if p.File != nil {
			files = append(files, p.File)
		}
	}
	require.Len(t, files, len(r.Needs.Files))
	for i, f := range files {
		require.Empty(t, f.ID)
		require.EqualValues(t, len(r.Needs.Files[i]), f.Size)
		f.ID = strconv.Itoa(i + 1)
		k.files[f.ID] = r.Needs.Files[i]
	}
}

// turn sends a request for each page until there is no next one, and looks whether the whole list of the demo API came.
func (k *kitchen) turn(t *testing.T, r Recipe) (answers []answer) {
	t.Helper()
	plan := r.Request.Options.Pages
	joiner := pages.Joiner{Items: plan.Items, Array: io.Discard}
	for {
		a := k.send(t.Context(), r.Request)
		answers = append(answers, a)
		require.Equal(t, 200, a.status)
		require.NoError(t, joiner.Add([]byte(a.body)))
		next, stop, err := pages.Next(plan, pages.Page{Asked: a.url, URL: a.url, Header: a.header.Values, Body: []byte(a.body), Number: len(answers)})
		require.NoError(t, err)
		if next.URL == "" {
			require.Equal(t, pages.NoNext, stop)
			require.Equal(t, 95, joiner.Len())
			return answers
		}
		r.Request.SetURL(next.URL)
	}
}

// send is one exchange, judged as the screen judges it.
func (k *kitchen) send(ctx context.Context, r request.Request) (a answer) {
	ctx, cancel := session.Deadline(ctx, r.Options)
	defer cancel()
	p, bad := session.Prepare(r, session.Place{})
	if bad != nil {
		a.failure = bad.Kind
		return a
	}
	resp, err := k.session.Do(ctx, p, session.Watch{
		Hop:  func(h exchange.Hop) { a.hops = append(a.hops, h) },
		Wait: func(w exchange.Wait) { a.waits = append(a.waits, w) },
	})
	if err == nil {
		head := session.Head(resp)
		a.status, a.url, a.header = resp.StatusCode, cmp.Or(head.URL, p.URL), resp.Header
		if f := session.Raised(head, p); f != nil {
			a.failure = f.Kind
		}
		var body []byte
		body, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		a.body = string(body)
	}
	if err != nil {
		a.failure = session.Fail(err, p).Kind
	}
	return a
}
