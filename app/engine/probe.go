package engine

import (
	"context"
	"errors"
	"net/http"
	"time"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/httpwasm"
)

// Finding is what was found out about a call that a browser blocked, by asking the server again in another way.
type Finding struct {
	Cause    exchange.Blocker
	Reason   string            // why the server was not reached, in sentences, where that is known
	Known    *exchange.Failure // the failure behind it, where that is known
	Evidence []exchange.Evidence
	Hidden   []string // headers of the response that the page would not see
	Where    string   // the origin that has to change, where it is not that of the request
}

// probeTime is how long a probe may take: what answers later than that is as good as not there.
const probeTime = 5 * time.Second

// changesNothing reports whether a request with this method may be sent again without asking the person.
func changesNothing(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// NoCORS is the probe of a page that has nothing but fetch: the same URL in mode no-cors, whose answer nobody can read, but whose coming
// tells that there is a server (Fetch standard, opaque filtered response). It carries no headers, no body and no credentials.
type NoCORS struct{ Transport http.RoundTripper }

// Probe sends one request, and none for a method that may change something.
func (n NoCORS) Probe(ctx context.Context, r cors.Request) Finding {
	if !changesNothing(r.Method) {
		return Finding{Evidence: []exchange.Evidence{note("Whether the server is there was not tried, because " + r.Method + " may change something.")}}
	}
	method := r.Method
	if method == http.MethodOptions { // which no-cors does not allow
		method = http.MethodHead
	}
	f := Finding{Evidence: []exchange.Evidence{{Mark: exchange.MarkStep, Text: "Roundtrip sent one more request: " + method + " " + r.URL +
		" in mode no-cors, without your headers."}}}
	req, err := http.NewRequestWithContext(httpwasm.WithOptions(ctx, httpwasm.Options{
		Mode: httpwasm.ModeNoCORS, Credentials: httpwasm.CredentialsOmit, Cache: httpwasm.CacheNoStore, ReferrerPolicy: httpwasm.ReferrerNone, Untimed: true,
	}), method, r.URL, nil)
	if err != nil {
		return Finding{Evidence: []exchange.Evidence{note("Nothing more was tried: " + err.Error() + ".")}}
	}
	resp, err := n.Transport.RoundTrip(req)
	switch {
	case err == nil:
		resp.Body.Close()
		f.Cause = exchange.ByCORS
		if r.CrossOrigin() {
			f.add(exchange.MarkWrong, "The server responds, but "+cors.Needs(r).Named()+" is missing or wrong.")
			f.add(exchange.MarkNote, "A redirect to a server without these headers looks the same.")
		} else {
			f.Cause = exchange.ByRedirect
			f.add(exchange.MarkWrong, "The server responds. It is the page's own, which needs no permission, but redirects to another, which does.")
		}
	case errors.Is(err, context.DeadlineExceeded):
		f.Cause = exchange.ByNobody
		f.add(exchange.MarkWrong, "Nothing answered it within "+probeTime.String()+".")
	case ctx.Err() != nil:
		return Finding{}
	default:
		f.Cause = exchange.ByNobody
		f.add(exchange.MarkWrong, "It failed too, so this is not CORS.")
		f.add(exchange.MarkNote, "A server that sends Cross-Origin-Resource-Policy looks the same.")
	}
	return f
}

func (f *Finding) add(mark exchange.Mark, text string) {
	f.Evidence = append(f.Evidence, exchange.Evidence{Mark: mark, Text: text})
}

func note(text string) exchange.Evidence {
	return exchange.Evidence{Mark: exchange.MarkNote, Text: text}
}
