package engine

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/session"
)

// Replay is the probe of those who see everything that a server answers: it makes the browser's requests once more, the preflight with
// the page's Origin and those that change nothing, through a transport that follows no redirects, and judges the answers as the browser
// does. Credentials of the browser are not among them.
type Replay struct {
	Transport http.RoundTripper
	By        string                // who carries it, in words
	Carries   func(url string) bool // whether a call to a URL may go through it; nil is any
	Private   []string              // headers that are meant for the origin of the request alone

	stopped string            // why the transport carried nothing, in words
	lost    *exchange.Failure // why the server gave no answer
}

// Probe makes the call again, as far as it changes nothing. Where the transport itself refuses, or cannot be reached, that is all that it
// finds.
func (p *Replay) Probe(ctx context.Context, r cors.Request) (f Finding) {
	v, unsent := p.judge(ctx, r)
	if p.stopped != "" {
		return Finding{Evidence: []exchange.Evidence{note("It was not tried through " + p.By + ": " + p.stopped)}}
	}
	f.Hidden = v.Hidden
	f.add(exchange.MarkStep, "Roundtrip repeated the browser's requests through "+p.By+", where the response can be read.")
	for _, l := range v.Lines {
		f.add(exchange.Mark(l.Mark), l.Text)
	}
	if unsent != "" {
		f.add(exchange.MarkNote, unsent)
	}
	if u, err := url.Parse(v.URL); err == nil {
		f.Where = cors.Origin(u)
	}
	switch {
	case v.Has(cors.NoAnswer):
		f.Cause, f.Known = exchange.ByNobody, p.lost
		if p.lost != nil {
			f.Reason = p.lost.Detail
		}
	case v.Has(cors.BadURL), v.Has(cors.BadPort), v.Has(cors.MixedContent):
		f.Cause = exchange.ByBrowser
	case v.Has(cors.RedirectLoop):
		f.Cause, f.Known = exchange.ByRedirect, &exchange.Failure{Kind: exchange.Redirects, Detail: v.Reasons()[0].Text}
	case v.Outcome == cors.Blocked && (v.Redirects > 0 || slices.ContainsFunc(v.Reasons(), func(l cors.Line) bool { return l.Kind.OfRedirect() })):
		f.Cause = exchange.ByRedirect
	case v.Outcome == cors.Blocked:
		f.Cause = exchange.ByCORS
	case v.Outcome == cors.Allowed:
		f.Cause = exchange.ByElsewhere
	}
	return f
}

// judge sends what a browser sends and gives its verdict, which is undecided where the next request is not to be sent again: unsent says
// why, in a sentence.
func (p *Replay) judge(ctx context.Context, r cors.Request) (v cors.Verdict, unsent string) {
	call := cors.Begin(r)
	for {
		next, more := call.Next()
		if !more {
			return call.Verdict(), ""
		}
		allowed := ""
		if len(call.Verdict().Lines) > 0 {
			allowed = " The preflight allows it."
		}
		switch {
		case !next.Preflight && !changesNothing(next.Method):
			return call.Verdict(), "The request itself was not sent again, because " + next.Method + " may change something." + allowed
		case p.Carries != nil && !p.Carries(next.URL):
			return call.Verdict(), "It was not followed to " + next.URL + ": over plain http " + p.By + " could read it."
		case p.takesAway(r.URL, next):
			return call.Verdict(), "It was not followed to " + next.URL + ": the request's credentials are for another host. The browser takes them along."
		}
		answer := p.ask(ctx, next)
		if p.stopped != "" {
			return call.Verdict(), ""
		}
		call.Take(answer)
	}
}

// takesAway reports whether a request would take headers to another origin than the one that they are meant for.
func (p *Replay) takesAway(meant string, next cors.Asked) bool {
	from, err1 := url.Parse(meant)
	to, err2 := url.Parse(next.URL)
	return err1 == nil && err2 == nil && cors.Origin(from) != cors.Origin(to) && slices.ContainsFunc(next.Headers, func(h exchange.Field) bool {
		return slices.ContainsFunc(p.Private, func(name string) bool { return strings.EqualFold(name, h.Name) })
	})
}

// ask sends one request and gives the head of its answer.
func (p *Replay) ask(ctx context.Context, next cors.Asked) cors.Answer {
	req, err := http.NewRequestWithContext(ctx, next.Method, next.URL, nil)
	if err != nil {
		return cors.Answer{Err: err.Error()}
	}
	for _, h := range next.Headers {
		req.Header.Add(h.Name, h.Value)
	}
	resp, err := p.Transport.RoundTrip(req)
	if err != nil {
		why := session.Fail(err, &session.Prepared{})
		if errors.Is(err, context.DeadlineExceeded) {
			why.Detail = "Nothing answered within " + probeTime.String() + "."
		}
		if why.Kind == exchange.Relay {
			p.stopped = strings.TrimSpace(why.Detail + " " + exchange.RelayRemedy(why.Flag))
		}
		p.lost = &why
		return cors.Answer{Err: why.Detail}
	}
	resp.Body.Close() // the head says it all
	a := cors.Answer{Status: resp.StatusCode}
	for name, values := range resp.Header {
		for _, value := range values {
			a.Headers = append(a.Headers, exchange.Field{Name: name, Value: value})
		}
	}
	slices.SortFunc(a.Headers, func(x, y exchange.Field) int { return strings.Compare(x.Name, y.Name) })
	return a
}
