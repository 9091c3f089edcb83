package main

import (
	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// event is what the engine says of the first exchange of a screen.
func event(e exchange.Event) playground.Msg {
	e.ID = 1
	return playground.EngineEvent{Event: e}
}

func sent() playground.Msg {
	return event(exchange.Event{Sent: &exchange.Sent{
		Method: "GET", URL: "https://api.example.com/v1/users?limit=3&sort=-created",
		Headers: []exchange.Header{
			{Name: "Accept", Value: "application/json", Origin: exchange.FromYou, Row: 1},
			{Name: "Authorization", Value: "Bearer eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo", Origin: exchange.FromAuth},
			{Name: "Cookie", Value: "session=1", Origin: exchange.FromYou, Row: 2, Dropped: true, Note: "Not sent: browsers set Cookie themselves."},
			{Name: "Origin", Value: "https://roundtrip.test", Origin: exchange.FromBrowser},
			{Name: "User-Agent", Origin: exchange.FromBrowser, Note: "set by the browser"},
		},
	}})
}

func head(status int, reason, mediaType string) playground.Msg {
	return event(exchange.Event{Head: &exchange.Head{
		Status: status, Reason: reason, URL: "https://api.example.com/v1/users?limit=3&sort=-created", Type: "cors", Length: -1, MediaType: mediaType,
		Headers: []exchange.Field{
			{Name: "cache-control", Value: "private, max-age=0, must-revalidate"},
			{Name: "content-language", Value: "en"},
			{Name: "content-type", Value: mediaType},
			{Name: "expires", Value: "0"},
			{Name: "x-request-id", Value: "01JD9Z3V7K4Y8Q2M6T5R1W0XNB-01JD9Z3V7K4Y8Q2M6T5R1W0XNB-01JD9Z3V7K4Y8Q2M6T5R1W0XNB"},
			{Name: "x-request-id", Value: "a second one of the same name"},
		},
	}})
}

// view is the reading of a body that site/bodies.js holds. The numbers of rows are
// those that it has: a viewer asks until it has what it was promised.
func view(language string, mode exchange.Mode, rows int, done bool, problem *exchange.Problem) playground.Msg {
	return event(exchange.Event{View: &exchange.View{
		Mode: mode, Rows: rows, Done: done, Media: exchange.MediaText, Language: language, Modes: modes(language), Problem: problem,
	}})
}

func pages(p exchange.Pages) playground.Msg { return event(exchange.Event{Pages: &p}) }

func modes(language string) []exchange.Mode {
	switch language {
	case "json", "xml", "stream":
		return []exchange.Mode{exchange.Pretty, exchange.Raw, exchange.Hex}
	case "html":
		return []exchange.Mode{exchange.Pretty, exchange.Raw, exchange.Preview, exchange.Hex}
	}
	return []exchange.Mode{exchange.Raw, exchange.Hex}
}

func timing() exchange.Timing {
	return exchange.Timing{
		Total: 132.4, Head: 118.2, Wire: 412, Decoded: 1284, Protocol: "h2",
		Phases: []exchange.Phase{
			{Name: "Waiting to start", Start: 0, End: 3.1}, {Name: "DNS", Start: 3.1, End: 14.8}, {Name: "Connecting", Start: 14.8, End: 31.9},
			{Name: "TLS", Start: 31.9, End: 58.6}, {Name: "Request sent", Start: 58.6, End: 59.2}, {Name: "Waiting for the response", Start: 59.2, End: 118.2},
			{Name: "Downloading", Start: 118.2, End: 132.4},
		},
	}
}

func done(language string, media exchange.Media, list []exchange.Mode) playground.Msg {
	return event(exchange.Event{Done: &exchange.Done{Timing: timing(), Body: exchange.Body{
		Size: 1284, Media: media, Language: language, Modes: list, Charset: "utf-8", FileName: "users." + language,
	}}})
}

// answered is a screen with a text that has come whole.
func answered(status int, reason, mediaType, language string, rows int) playground.Model {
	return then(users(), playground.SendPressed{}, sent(), head(status, reason, mediaType),
		view(language, modes(language)[0], rows, true, nil), done(language, exchange.MediaText, modes(language)))
}

// users200 is the response of most states.
func users200() playground.Model { return answered(200, "OK", "application/json", "json", 33) }

// failed is a screen after a failure, before or after the head.
func failed(f exchange.Failure, before ...playground.Msg) playground.Model {
	f.Host = "api.example.com"
	msgs := append([]playground.Msg{playground.SendPressed{}, sent()}, before...)
	return then(users(), append(msgs, event(exchange.Event{Failure: &f}))...)
}
