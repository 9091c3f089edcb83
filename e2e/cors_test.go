//go:build !js

package e2e

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

// fetched is what became of a fetch in Chromium.
type fetched struct {
	OK    bool     `json:"ok"`
	Type  string   `json:"type"`
	Names []string `json:"names"` // of the headers that the page sees
	Error string   `json:"error"`
}

// portion is how many calls the page makes at once.
const portion = 200

// fetching fetches many, some at a time, in the page or in a frame whose origin is null.
const fetching = `
const one = async ({ url, init, headers }) => {
	try {
		const list = new Headers();
		for (const [name, value] of headers || []) list.append(name, value);
		const response = await fetch(url, { ...init, headers: list, signal: AbortSignal.timeout(10000) });
		return { ok: true, type: response.type, names: [...new Set(response.headers.keys())].sort() };
	} catch (error) {
		return { ok: false, type: "", names: [], error: String(error) };
	}
};
const many = async (list) => {
	const results = new Array(list.length);
	let next = 0;
	// Two at a time: Chromium holds the connection of a redirect while it asks where that leads, and has six for a server.
	await Promise.all(Array.from({ length: 2 }, async () => {
		while (next < list.length) {
			const at = next++;
			results[at] = await one(list[at]);
		}
	}));
	return results;
};
`

const framing = `
const framed = async (list) => {
	const frame = document.createElement("iframe");
	frame.sandbox = "allow-scripts";
	frame.srcdoc = "<script>" + document.getElementById("fetching").textContent +
		"onmessage = async (e) => parent.postMessage(await many(e.data), '*'); parent.postMessage('ready', '*');<" + "/script>";
	const said = () => new Promise((resolve) => addEventListener("message", (e) => resolve(e.data), { once: true }));
	let answer = said();
	document.body.append(frame);
	await answer;
	answer = said();
	frame.contentWindow.postMessage(list, "*");
	return answer;
};
`

// TestTheVerdictIsChromiums lets Chromium make generated calls to servers that behave in generated ways, and compares what it did with
// what package cors says: which requests go out, whether the page gets the answer, and which headers it sees.
func TestTheVerdictIsChromiums(t *testing.T) {
	t.Parallel()
	script, err := hostile.StartScripted(3)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, script.Close()) })
	script.Page("/", "<!doctype html><title>cors</title><body><script id=fetching>"+fetching+"</script><script>"+framing+"</script>")
	cases := behaviours(script.Origins)
	require.Greater(t, len(cases), 300)
	for i, c := range cases {
		c.lay(script, i)
	}
	tab := chromium.Open(t, browser.Alone)
	tab.Expect(".") // that calls are blocked
	tab.Goto(script.Origins[0] + "/")
	results := make([]fetched, len(cases))
	for _, where := range []struct {
		run    string
		opaque bool
	}{{"many", false}, {"framed", true}} {
		var at []int
		var list []any
		for i, c := range cases {
			if c.opaque == where.opaque {
				at, list = append(at, i), append(list, c.fetch(i))
			}
		}
		for done := 0; done < len(list); done += portion {
			end := min(done+portion, len(list))
			for n, r := range browser.Eval[[]fetched](tab, where.run+"(%s)", list[done:end]) {
				results[at[done+n]] = r
				require.NotContains(t, r.Error, "Timeout", "case %d", at[done+n])
			}
		}
	}
	outcomes, wrong := map[bool]int{}, 0
	for i, c := range cases {
		outcomes[results[i].OK]++
		if difference := c.compare(script.Talks(fmt.Sprint("c", i)), results[i]); difference != "" {
			wrong++
			t.Errorf("case %d: %s\n%s", i, difference, c.described(script.Talks(fmt.Sprint("c", i)), results[i]))
		}
		if wrong == 20 {
			t.Fatal("and so on")
		}
	}
	t.Logf("%d calls: Chromium let %d through and blocked %d", len(cases), outcomes[true], outcomes[false])
	require.Greater(t, outcomes[true], len(cases)/5, "too few are let through to say much")
	require.Greater(t, outcomes[false], len(cases)/5, "too few are blocked to say much")
}

// behaviour is a request of a page, and how the servers behave that it comes to: one for each hop of a redirect.
type behaviour struct {
	opaque  bool // the page's origin is null
	page    string
	method  string
	headers [][2]string
	include bool
	mode    string // of redirects
	body    bool
	hops    []hop
}

// hop is a server's answers at one stop of a call.
type hop struct {
	origin    string
	preflight hostile.Reply
	reply     hostile.Reply
}

// place fills what is known only when the number of a case is: the paths of its own.
func place(lines []string, i int) []string {
	out := slices.Clone(lines)
	for n := range out {
		out[n] = strings.ReplaceAll(out[n], "{case}", fmt.Sprint("c", i))
	}
	return out
}

func (b behaviour) url(i int) string { return fmt.Sprintf("%s/c%d/0", b.hops[0].origin, i) }

func (b behaviour) lay(script *hostile.Scripted, i int) {
	for n, h := range b.hops {
		h.preflight.Lines, h.reply.Lines = place(h.preflight.Lines, i), place(h.reply.Lines, i)
		script.Lay(fmt.Sprintf("/c%d/%d", i, n), h.preflight, h.reply)
	}
}

func (b behaviour) fetch(i int) any {
	init := map[string]any{"method": b.method, "credentials": "omit", "cache": "no-store"}
	if b.include {
		init["credentials"] = "include"
	}
	if b.mode != "" {
		init["redirect"] = b.mode
	}
	if b.body {
		init["body"] = "x=1"
	}
	return map[string]any{"url": b.url(i), "init": init, "headers": b.headers}
}

// request is the same in the words of package cors.
func (b behaviour) request(url string) cors.Request {
	r := cors.Request{Page: b.page, Method: request.NormalMethod(b.method), URL: url, Credentials: b.include, Redirect: cors.Redirect(b.mode)}
	typed := false
	for _, h := range b.headers {
		r.Headers = append(r.Headers, exchange.Field{Name: h[0], Value: h[1]})
		typed = typed || strings.EqualFold(h[0], "Content-Type")
	}
	if b.body && !typed {
		r.Headers = append(r.Headers, exchange.Field{Name: "Content-Type", Value: "text/plain;charset=UTF-8"})
	}
	return r
}

// answer is a reply as package cors takes it.
func answer(r hostile.Reply) cors.Answer {
	a := cors.Answer{Status: r.Status}
	for _, line := range append(slices.Clone(r.Lines), "Connection: close") {
		name, value, _ := strings.Cut(line, ":")
		a.Headers = append(a.Headers, exchange.Field{Name: name, Value: value})
	}
	return a
}

// compare says in what the verdict is another than what Chromium did, "" where it is the same.
func (b behaviour) compare(talks []hostile.Talk, got fetched) string {
	if len(talks) == 0 {
		return "nothing was sent: " + got.Error
	}
	call := cors.Begin(b.request(b.hops[0].origin + talks[0].Target))
	for n, talk := range talks {
		next, more := call.Next()
		if !more {
			return fmt.Sprintf("Chromium sent %s %s after the verdict %s", talk.Method, talk.Target, call.Verdict().Outcome)
		}
		if said, did := told(next), sent(talk); said != did {
			return fmt.Sprintf("request %d\nexpected %s\nwas      %s", n+1, said, did)
		}
		call.Take(answer(talk.Answer))
	}
	v := call.Verdict()
	switch {
	case v.Outcome == cors.Undecided:
		next, _ := call.Next()
		return "Chromium did not send " + told(next)
	case got.OK != (v.Outcome == cors.Allowed):
		return fmt.Sprintf("the verdict is %s, Chromium's %v", v.Outcome, got.OK)
	case got.Type != string(v.Type):
		return fmt.Sprintf("the type is %s, Chromium's %s", v.Type, got.Type)
	}
	var visible []string
	if got.OK {
		for _, h := range answer(talks[len(talks)-1].Answer).Headers {
			if !slices.Contains(v.Hidden, h.Name) && !slices.ContainsFunc(v.Hidden, func(n string) bool { return strings.EqualFold(n, h.Name) }) {
				visible = append(visible, strings.ToLower(h.Name))
			}
		}
	}
	slices.Sort(visible)
	visible = slices.Compact(visible)
	if !slices.Equal(visible, got.Names) {
		return fmt.Sprintf("the page sees %v, Chromium shows %v", visible, got.Names)
	}
	return ""
}

// told is a request of package cors in one line, as far as servers can see it.
func told(a cors.Asked) string {
	u, err := url.Parse(a.URL)
	if err != nil {
		return a.URL
	}
	line := a.Method + " " + cors.Origin(u) + u.RequestURI()
	get := func(name string) string {
		var list []string
		for _, h := range a.Headers {
			if strings.EqualFold(h.Name, name) {
				list = append(list, h.Value)
			}
		}
		return strings.Join(list, ", ")
	}
	return line + seenHeaders(get)
}

// sent is a request that came, in the same line.
func sent(t hostile.Talk) string {
	return t.Method + " " + t.Origin + t.Target + seenHeaders(t.Header.Get)
}

func seenHeaders(get func(string) string) string {
	var b strings.Builder
	for _, name := range []string{"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers", "Content-Type", "X-Api-Key"} {
		fmt.Fprintf(&b, " | %s: %s", name, get(name))
	}
	return b.String()
}

func (b behaviour) described(talks []hostile.Talk, got fetched) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s from %s, headers %v, include %v, redirect %q, body %v\n", b.method, b.page, b.headers, b.include, b.mode, b.body)
	for _, t := range talks {
		fmt.Fprintf(&s, "  %s %s%s %v\n    %d %q\n", t.Method, t.Origin, t.Target, t.Header, t.Answer.Status, t.Answer.Lines)
	}
	result, _ := json.Marshal(got)
	fmt.Fprintf(&s, "  fetch: %s\n", result)
	if len(talks) > 0 {
		var answers []cors.Answer
		for _, t := range talks {
			answers = append(answers, answer(t.Answer))
		}
		for _, l := range cors.Judge(b.request(b.hops[0].origin+talks[0].Target), answers...).Lines {
			fmt.Fprintf(&s, "  %s: %s\n", l.Mark, l.Text)
		}
	}
	return s.String()
}
