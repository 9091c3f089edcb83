package engine

import (
	"context"
	"net/url"
	"strings"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
)

// diagnose tells a failure for which the browser gave no reason: at once with what the request itself says, and once more with what a
// probe found out.
func (x *running) diagnose(f exchange.Failure) {
	r := x.prepared.CORS()
	d := diagnosisOf(r)
	probe := x.engine.Probe
	if probe == nil || d.Cause != "" {
		f.Diagnosis = &d
		x.tell(exchange.Event{Failure: &f})
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), probeTime)
	x.mu.Lock()
	x.cancel = cancel // forgetting the exchange ends the probe
	x.mu.Unlock()
	pending := d
	pending.Pending = true
	f.Diagnosis = &pending
	x.tell(exchange.Event{Failure: &f})
	go func() {
		defer cancel()
		found := found(d, r, probe.Probe(ctx, r))
		x.tell(exchange.Event{Diagnosis: &found})
	}()
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
	d.Cause, d.Evidence, d.Hidden = f.Cause, f.Evidence, f.Hidden
	switch f.Cause {
	case exchange.ByNobody, exchange.ByBrowser, exchange.ByElsewhere:
		d.Where, d.Fixes = "", nil
	case exchange.ByCORS, exchange.ByRedirect:
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
