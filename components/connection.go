package components

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// newConnection says what an exchange went over, with the certificates of the server, where that is known.
func newConnection(c *exchange.Connection) app.UI {
	if c == nil {
		return app.P().Hidden(true)
	}
	var chain []exchange.Certificate
	wrong := ""
	if c.TLS != nil {
		chain = c.TLS.Chain
		if !c.TLS.Verified {
			wrong = "The certificate was not verified: " + c.TLS.Problem
		}
	}
	return app.Section().Class("connection").Aria("labelledby", "connection-title").Body(
		app.H2().ID("connection-title").Text("Connection"),
		app.P().Class("note", "note-warn").Hidden(wrong == "").Text(wrong),
		connectionFacts(playground.ConnectionFacts(*c)),
		app.Range(chain).Slice(func(i int) app.UI {
			return app.Details().Class("certificate").Body(
				app.Summary().Text("Certificate "+strconv.Itoa(i+1)+" of "+strconv.Itoa(len(chain))+": "+chain[i].Subject),
				connectionFacts(playground.CertificateFacts(chain[i], time.Now())),
			)
		}),
	)
}

func connectionFacts(list []playground.Fact) app.UI {
	return app.Dl().Class("timing-facts").Body(app.Range(list).Slice(func(i int) app.UI {
		return app.Div().Body(app.Dt().Text(list[i].Name), app.Dd().Text(list[i].Value))
	}))
}
