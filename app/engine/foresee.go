package engine

import (
	"fmt"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// Foresee says how a request would go out on a way, and what of it the browser could not do.
func (e *Engine) Foresee(r request.Request, v exchange.Via) exchange.Foreseen {
	way := e.way(v)
	p, bad := session.Prepare(r, way.place)
	if bad != nil {
		return exchange.Foreseen{Failure: bad, Refused: way.refuses(r)}
	}
	sent := p.Sent()
	return exchange.Foreseen{Sent: &sent, Limits: e.limits(p, r, way), Permission: e.localNetwork(p, way)}
}

// refuses reports whether it is the browser alone that keeps a request, which cannot be sent, from being sent.
func (w *way) refuses(r request.Request) bool {
	if !w.place.Browser {
		return false
	}
	anywhere := w.place
	anywhere.Browser = false
	_, bad := session.Prepare(r, anywhere)
	return bad == nil
}

// limits lists what a way does not do as it was asked for.
func (e *Engine) limits(p *session.Prepared, r request.Request, w *way) []exchange.Fact {
	list := p.Limits(r, w.place)
	if _, u, bad := w.place.Target(r); bad == nil && w.place.Browser {
		if _, going, _ := e.jar.Explain(u, time.Now()); len(going) > 0 {
			list = append(list, exchange.Fact{What: "Cookies", Text: cookiesStay(len(going))})
		}
	}
	return list
}

func cookiesStay(n int) string {
	if n == 1 {
		return "One cookie of the jar is for this request. The browser sends its own only."
	}
	return fmt.Sprintf("%d cookies of the jar are for this request. The browser sends its own only.", n)
}
