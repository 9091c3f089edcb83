package engine

import (
	"context"
	"net/url"
	"strings"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// diagnose tells a failure for which the browser gave no reason, with what the request itself says. More is found out by Diagnose.
func (x *running) diagnose(f exchange.Failure) {
	d := diagnosisOf(x.prepared.CORS())
	d.Pending = d.Cause == ""
	f.Diagnosis = &d
	x.tell(exchange.Event{Failure: &f})
}

// Diagnose finds out why a browser blocked a request: through a relay where one is known, which sees what the server answers, and else,
// or if that relay carries nothing, as a page alone can.
func (e *Engine) Diagnose(r request.Request, relay exchange.Via) exchange.Diagnosis {
	p, bad := session.Prepare(r, e.own.place)
	if bad != nil {
		return exchange.Diagnosis{}
	}
	call := p.CORS()
	d := diagnosisOf(call)
	if d.Cause != "" {
		return d
	}
	switch said := e.permitted(call); {
	case said == "denied": // whatever else is wrong: nothing is sent
		d.Cause, d.Where, d.Fixes = exchange.ByPermission, "", nil
		return d
	case said == "granted":
		d.Asks = false
	}
	var seen Finding
	if relay.MayCarry(call.URL) {
		if seen = e.replay(relay, call, p.Credentials()); seen.Cause != exchange.ByNobody && seen.Where != "" {
			return found(d, call, seen)
		}
	}
	// The relay carries nothing, or does not reach the server: that says nothing of the browser, which may be in another network, and
	// trusts authorities of its own.
	ctx, cancel := context.WithTimeout(context.Background(), probeTime)
	defer cancel()
	f := NoCORS{Transport: e.own.session.Transport}.Probe(ctx, call)
	f.Evidence = append(seen.Evidence, f.Evidence...)
	if f.Cause == exchange.ByNobody {
		f.Reason, f.Known = seen.Reason, seen.Known
		if e.refused(call) {
			f.add(exchange.MarkNote, "This page has no permission for the local network: if the name leads to this machine or into your network, it is the browser that stopped the call. Allow it in the site settings, by the icon beside the address of this page.")
		}
	}
	return found(d, call, f)
}

// replay makes the call once more through a relay, over connections of its own. What the operator of the relay wants to be trusted is
// not: nobody has chosen this way for the request.
func (e *Engine) replay(relay exchange.Via, call cors.Request, private []string) Finding {
	ctx, cancel := context.WithTimeout(context.Background(), probeTime)
	defer cancel()
	transport := e.Relay(exchange.Via{Relay: relay.Relay, Token: relay.Token})
	if idle, ok := transport.(interface{ CloseIdleConnections() }); ok {
		defer idle.CloseIdleConnections()
	}
	return (&Replay{Transport: transport, By: "the relay at " + relay.Host(), Carries: relay.MayCarry, Private: private}).Probe(ctx, call)
}

// diagnosisOf is what the request itself says.
func diagnosisOf(r cors.Request) exchange.Diagnosis {
	d := exchange.Diagnosis{Cross: r.CrossOrigin(), Because: because(r), Asks: cors.AsksPerson(r)}
	v := cors.Begin(r).Verdict()
	if v.Outcome == cors.Blocked {
		d.Cause = exchange.ByBrowser
		for _, l := range v.Lines {
			d.Evidence = append(d.Evidence, exchange.Evidence{Mark: exchange.Mark(l.Mark), Text: l.Text})
		}
		return d
	}
	if u, err := url.Parse(r.URL); err == nil && d.Cross {
		d.Where, d.Fixes = cors.Origin(u), fixes(r)
	}
	return d
}

// found adds what a probe found out.
func found(d exchange.Diagnosis, r cors.Request, f Finding) exchange.Diagnosis {
	d.Cause, d.Reason, d.Known, d.Evidence, d.Hidden = f.Cause, f.Reason, f.Known, f.Evidence, f.Hidden
	switch f.Cause {
	case exchange.ByNobody, exchange.ByBrowser, exchange.ByElsewhere:
		d.Where, d.Fixes = "", nil
	case exchange.ByCORS, exchange.ByRedirect:
		if f.Known != nil { // it fails whatever the server allows
			d.Fixes = nil
			break
		}
		if f.Where != "" && f.Where != d.Where {
			d.Where, d.Fixes = f.Where, fixes(r)
		}
	}
	return d
}

func fixes(r cors.Request) []exchange.Fix {
	need := cors.Needs(r)
	var list []exchange.Fix
	for _, server := range cors.Servers {
		list = append(list, exchange.Fix{Server: string(server), Code: strings.TrimRight(cors.Fix(need, server), "\n")})
	}
	return list
}

// because lists what makes a browser ask before it sends a request.
func because(r cors.Request) []exchange.Fact {
	var list []exchange.Fact
	for _, t := range cors.NeedsPreflight(r) {
		what := strings.TrimPrefix(t.What, "the ")
		list = append(list, exchange.Fact{What: strings.ToUpper(what[:1]) + what[1:], Text: t.Text})
	}
	return list
}
