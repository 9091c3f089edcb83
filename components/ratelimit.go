package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// rateLimits shows what a response says of the server's rate limits, each as a gauge.
func rateLimits(h exchange.Head) app.UI {
	gauges := playground.Gauges(h)
	return app.If(len(gauges) > 0, app.H2().Text("Rate limit"), app.Dl().Class("gauges").Body(app.Range(gauges).Slice(func(i int) app.UI {
		g := gauges[i]
		return app.Div().Body(
			app.Dt().Text(g.Source),
			app.Dd().Body(
				app.If(g.Limit > 0, app.Meter().Class("gauge").Min(0).Max(float64(g.Limit)).Value(float64(g.Remaining)).Aria("label", g.Text)),
				app.Text(g.Text),
			),
		)
	})))
}
