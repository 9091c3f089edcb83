package engine

import (
	"roundtrip/app/exchange"
	"roundtrip/app/session/cookie"
)

// shownReceived says of the cookies that a response set what became of them.
func shownReceived(took []cookie.Received) []exchange.SetCookie {
	var list []exchange.SetCookie
	for _, r := range took {
		shown := exchange.SetCookie{Cookie: shownCookie(r.Cookie, ""), Kept: r.Reason == "" && !r.Gone}
		switch {
		case r.Reason != "":
			shown.Outcome = "Not stored. " + r.Reason
		case r.Gone:
			shown.Outcome = "Deleted: it has expired."
		case r.Cookie.Expires.IsZero():
			shown.Outcome = "Stored until this tab closes."
		default:
			shown.Outcome = "Stored until " + r.Cookie.Expires.UTC().Format("2 January 2006, 15:04 UTC") + "."
		}
		if r.Cut && shown.Kept {
			shown.Outcome += " It asked for longer; no cookie stays more than 400 days."
		}
		list = append(list, shown)
	}
	return list
}
