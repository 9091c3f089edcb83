package main

import (
	"roundtrip/app/body"
	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

func beginnings() []state {
	return []state{
		{"first-run", "nothing has been sent yet", func() playground.Model {
			return after(playground.URLEdited{Text: "https://httpbingo.org/json"})
		}},
		{"cleared", "everything was cleared", func() playground.Model {
			return then(users200(), playground.ClearPressed{}, playground.LinkDismissed{})
		}},
	}
}

func flights() []state {
	progress := func(bytes, total int64) *exchange.Progress { return &exchange.Progress{Bytes: bytes, Total: total} }
	return []state{
		{"loading", "Send was pressed before the engine was here", func() playground.Model {
			m := then(users(), playground.SendPressed{}, playground.Ticked{ID: 1, Elapsed: 1210})
			m.Engine = playground.EngineState{Loaded: 1_400_000, Total: 2_800_000}
			return m
		}},
		{"sending", "the first request, quick so far", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), playground.Ticked{ID: 1, Elapsed: 210})
		}},
		{"sending-again", "an old response, dimmed after a while", func() playground.Model {
			return then(users200(), playground.SendPressed{}, playground.Ticked{ID: 2, Elapsed: 2350})
		}},
		{"uploading", "a large body goes out", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), event(exchange.Event{Upload: progress(18_300_000, 52_400_000)}), playground.Ticked{ID: 1, Elapsed: 4800})
		}},
		{"streaming", "events come in", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "text/event-stream"),
				event(exchange.Event{View: &exchange.View{
					Mode: exchange.Pretty, Rows: 21, Media: exchange.MediaText, Language: "stream", Modes: modes("stream"), Stream: &exchange.Stream{Entries: 4, Events: true},
				}}),
				event(exchange.Event{Progress: progress(734, -1)}), playground.Ticked{ID: 1, Elapsed: 1730})
		}},
		{"uploading-unknown", "a large body goes out, and the browser does not tell how far it is", func() playground.Model {
			return then(users(), playground.SendPressed{}, event(exchange.Event{Sent: &exchange.Sent{Method: "POST", BodySize: 52_400_000}}), playground.Ticked{ID: 1, Elapsed: 4800})
		}},
		{"uploading-far", "a large body goes out, and how far it is", func() playground.Model {
			m := then(users(), playground.SendPressed{}, event(exchange.Event{Sent: &exchange.Sent{Method: "POST", BodySize: 52_400_000}}))
			return passes(m, func(bytes int64) playground.Msg { return event(exchange.Event{Upload: progress(bytes, 52_400_000)}) })
		}},
		{"saving", "a body goes to the disk", func() playground.Model {
			return passes(saving(), func(bytes int64) playground.Msg { return event(exchange.Event{Progress: progress(bytes, 212_000_000)}) })
		}},
		{"saving-unknown", "a body of unknown length goes to the disk", func() playground.Model {
			return passes(saving(), func(bytes int64) playground.Msg { return event(exchange.Event{Progress: progress(bytes, -1)}) })
		}},
		{"saved", "a body is on the disk", func() playground.Model {
			return then(saving(), event(exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Total: 8300, Head: 120, Wire: 212_000_000, Decoded: 212_000_000}, Body: exchange.Body{Size: 212_000_000, FileName: "large data.zip"}}}))
		}},
		{"saving-full", "the disk is full", func() playground.Model {
			return then(saving(), event(exchange.Event{Progress: progress(90_000_000, 212_000_000)}), event(exchange.Event{Failure: &exchange.Failure{
				Kind: exchange.Disk, Got: 90_000_000, After: 4100, Host: "api.example.com",
				Detail: "There is no more room: the disk is full, or the browser allows this page no more of it.",
			}}))
		}},
		{"saving-memory", "a body that should go to the disk, where there is none", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/json"),
				event(exchange.Event{Saving: &exchange.Saving{FileName: "users.json", Memory: "The browser gives this page no disk: pages that are not served over https have none."}}),
				view("json", exchange.Pretty, 33, true, nil), done("json", exchange.MediaText, modes("json")))
		}},
		{"downloading", "a body of known length comes in", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/json"),
				view("json", exchange.Pretty, 33, false, nil), event(exchange.Event{Progress: progress(3_100_000, 9_800_000)}), playground.Ticked{ID: 1, Elapsed: 830})
		}},
		{"paging", "pages come in", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/json"),
				view("json", exchange.Pretty, 33, false, nil), pages(exchange.Pages{Got: 3, Items: 60}), playground.Ticked{ID: 1, Elapsed: 1730})
		}},
	}
}

// saving is a screen whose request's body goes to the disk.
func saving() playground.Model {
	return then(users(), playground.SettingEdited{Name: "save", Text: "on"}, playground.SendPressed{}, sent(), head(200, "OK", "application/zip"),
		event(exchange.Event{Saving: &exchange.Saving{FileName: "large data.zip"}}))
}

// passes lets bytes pass for some seconds.
func passes(m playground.Model, told func(bytes int64) playground.Msg) playground.Model {
	for ms := 100.0; ms <= 4800; ms += 100 {
		m = then(m, told(int64(ms*4200)), playground.Ticked{ID: 1, Elapsed: ms})
	}
	return m
}

func responses() []state {
	wrap := func(m playground.Model) playground.Model { return then(m, playground.WrapToggled{}) }
	return []state{
		{"json", "JSON, set out", users200},
		{"json-raw", "JSON as it came, wrapped", func() playground.Model {
			m := wrap(then(users200(), playground.ModeChosen{Mode: playground.RawMode}))
			return then(m, view("json", exchange.Raw, 1, true, nil))
		}},
		{"hex", "bytes", func() playground.Model {
			return then(users200(), playground.ModeChosen{Mode: playground.HexMode}, view("json", exchange.Hex, 23, true, nil))
		}},
		{"json-broken", "JSON that stops being JSON", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/json"),
				view("json", exchange.Pretty, 33, true, &exchange.Problem{Line: 1, Column: 9, Message: `expected "," or "]"`}),
				done("json", exchange.MediaText, modes("json")))
		}},
		{"html", "a page of HTML, as text", func() playground.Model {
			return answered(200, "OK", "text/html; charset=utf-8", "html", 12)
		}},
		{"html-preview", "a page of HTML, drawn", func() playground.Model {
			return then(answered(200, "OK", "text/html; charset=utf-8", "html", 12), playground.ModeChosen{Mode: playground.PreviewMode})
		}},
		{"image", "an image", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "image/svg+xml"),
				done("svg", exchange.MediaImage, []exchange.Mode{exchange.Preview, exchange.Hex}))
		}},
		{"binary", "bytes that are nothing to draw", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/octet-stream"),
				event(exchange.Event{View: &exchange.View{Mode: exchange.Hex, Rows: 23, Done: true, Media: exchange.MediaBinary, Modes: []exchange.Mode{exchange.Hex}}}),
				done("bin", exchange.MediaBinary, []exchange.Mode{exchange.Hex}))
		}},
		{"no-content", "204 has no body", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(204, "No Content", ""),
				event(exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Total: 41, Head: 40.6, Wire: 0}}}))
		}},
		{"empty", "a body of no bytes", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "text/plain"),
				event(exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Total: 41, Head: 40.6, Wire: 0}}}))
		}},
		{"redirect", "304, which has no body either", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(304, "Not Modified", ""),
				event(exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Total: 22, Head: 21.6, Wire: -1}}}))
		}},
		{"not-found", "404 is a response", func() playground.Model { return answered(404, "Not Found", "application/json", "json", 33) }},
		{"unauthorized", "401 asks for credentials that can be set up", func() playground.Model {
			m := answered(401, "Unauthorized", "application/json", "json", 33)
			shown := *m.Shown
			asks := *shown.Head
			asks.Headers = append(asks.Headers, exchange.Field{Name: "WWW-Authenticate", Value: `Digest realm="staff", nonce="n", qop="auth"`})
			asks.Challenges = []exchange.Challenge{{Scheme: "Digest", Realm: "staff"}}
			shown.Head = &asks
			m.Shown = &shown
			return m
		}},
		{"not-waited-for", "429 with a Retry-After that is too long", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(),
				event(exchange.Event{Wait: &exchange.Wait{Declined: "Not sent again: the server asks to wait (Retry-After) for 24h. That is more than Options > Retries > Longest wait, 2m."}}),
				head(429, "Too Many Requests", "application/json"), view("json", exchange.Pretty, 33, true, nil), done("json", exchange.MediaText, modes("json")))
		}},
		{"server-error", "500 is a response", func() playground.Model {
			return answered(511, "Network Authentication Required", "application/json", "json", 33)
		}},
		{"pages", "a limit on the pages", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/json"), view("json", exchange.Pretty, 33, true, nil),
				pages(exchange.Pages{Got: 100, Items: 2000, Stop: "The limit on the number of pages is reached. There may be more: Options, Pages, Most pages.", Cut: true}),
				done("json", exchange.MediaText, modes("json")))
		}},
		{"pages-stopped", "a page that failed, after others", func() playground.Model {
			return failed(exchange.Failure{Kind: exchange.TimedOut, After: 31_000, Got: 1284, Page: 4},
				head(200, "OK", "application/json"), view("json", exchange.Pretty, 33, true, nil), pages(exchange.Pages{Got: 3, Items: 60}))
		}},
		{"pages-alone", "an answer without pages", func() playground.Model {
			return then(users(), playground.SendPressed{}, sent(), head(200, "OK", "application/json"), view("json", exchange.Pretty, 33, true, nil),
				pages(exchange.Pages{Stop: "The pages were not followed. The answer is not an array. Say where the items stand in it, such as data or result.items.", Cut: true}),
				done("json", exchange.MediaText, modes("json")))
		}},
		{"broken-body", "the bytes that came before the connection broke", func() playground.Model {
			return failed(exchange.Failure{Kind: exchange.BrokenBody, Detail: "TypeError: network error", After: 618, Got: 734},
				head(200, "OK", "application/json"), view("json", exchange.Pretty, 33, true, nil))
		}},
	}
}

func details() []state {
	tab := func(t playground.ResponseTab, m playground.Model) playground.Model {
		return then(m, playground.ResponseTabChosen{Tab: t})
	}
	return []state{
		{"headers", "the response's headers", func() playground.Model { return tab(playground.ResponseHeaders, users200()) }},
		{"headers-cookies", "cookies that the response set", func() playground.Model {
			m := tab(playground.ResponseHeaders, users200())
			shown := *m.Shown
			head := *shown.Head
			cookie := exchange.Cookie{Name: "session", Value: "0af7651916cd43dd", Domain: "api.example.com", HostOnly: true, Path: "/", Flags: []string{"Secure", "HttpOnly"}}
			head.Cookies = []exchange.SetCookie{
				{Cookie: cookie, Kept: true, Outcome: "Stored until 5 January 2028, 10:00 UTC. It asked for longer; no cookie stays more than 400 days."},
				{Cookie: exchange.Cookie{Name: "tracker", Value: "1"}, Outcome: `Not stored. Its Domain, "ads.example", does not hold the host, api.example.com.`},
			}
			shown.Head = &head
			m.Shown = &shown
			return m
		}},
		{"headers-redirected", "headers from another host", func() playground.Model {
			m := tab(playground.ResponseHeaders, users200())
			shown := *m.Shown
			head := *shown.Head
			head.Redirected, head.URL = true, "https://cdn.example.net/users.json"
			shown.Head, m.Shown = &head, &shown
			return m
		}},
		{"headers-none", "no response, so no headers", func() playground.Model {
			return tab(playground.ResponseHeaders, failed(exchange.Failure{Kind: exchange.Blocked, After: 90}))
		}},
		{"sent", "the request as it was sent", func() playground.Model { return tab(playground.ResponseRequest, users200()) }},
		{"sent-body", "the request as it was sent, with a body", func() playground.Model {
			m := tab(playground.ResponseRequest, users200())
			shown := *m.Shown
			sent := *shown.Sent
			sent.Method, sent.BodySize, sent.BodyCut = "POST", 70_482, true
			sent.BodyHead = "{\n  \"name\": \"Ada\",\n  \"roles\": [\"admin\", \"author\"]\n}"
			shown.Sent, m.Shown = &sent, &shown
			return m
		}},
		{"timing", "the phases that the browser tells", func() playground.Model { return tab(playground.ResponseTiming, users200()) }},
		{"traffic", "three requests that went out", func() playground.Model {
			m := tab(playground.ResponseTraffic, users200())
			shown := *m.Shown
			sent := exchange.Sent{Method: "GET", URL: "https://api.example.com/v1/users?limit=3", Headers: []exchange.Header{{Name: "Accept", Value: "application/json"}}}
			shown.Hops = []exchange.Hop{
				{Number: 1, Sent: sent, Head: &exchange.Head{Status: 503, Reason: "Service Unavailable", Headers: []exchange.Field{{Name: "retry-after", Value: "1"}}}, End: 41},
				{Number: 2, Why: exchange.Retrying, Sent: sent, Failure: &exchange.Failure{Kind: exchange.ReadTime, Detail: "Nothing was heard for 5s."}, Start: 1041, End: 6041},
				{Number: 3, Why: exchange.Retrying, Sent: sent, Head: &exchange.Head{Status: 200, Reason: "OK"}, Start: 6050, End: 6182},
			}
			m.Shown = &shown
			return m
		}},
		{"traffic-bytes", "what went over the wire, byte for byte", func() playground.Model {
			m := tab(playground.ResponseTraffic, users200())
			shown := *m.Shown
			sent, received := "GET /v1/users?limit=3 HTTP/1.1\r\nHost: api.example.com\r\nAccept: application/json\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
			shown.Hops = []exchange.Hop{{
				Number: 1, End: 41, Head: &exchange.Head{Status: 200, Reason: "OK"},
				Sent: exchange.Sent{Method: "GET", URL: "https://api.example.com/v1/users?limit=3"},
				Raw:  &exchange.Traffic{Sent: []byte(sent), Received: []byte(received)},
			}}
			m.Shown = &shown
			m.Recorded = &playground.Recorded{ID: shown.ID, Hop: 1, Bytes: &exchange.Recorded{
				Sent: body.HexRows([]byte(sent)), SentShown: int64(len(sent)), SentSize: int64(len(sent)),
				Received: body.HexRows([]byte(received)), ReceivedShown: int64(len(received)), ReceivedSize: 70_482,
			}}
			return m
		}},
		{"traffic-none", "nothing was sent", func() playground.Model { return tab(playground.ResponseTraffic, users200()) }},
		{"headers-limits", "a rate limit, and an answer from the cache", func() playground.Model {
			m := tab(playground.ResponseHeaders, users200())
			shown := *m.Shown
			head := *shown.Head
			head.Headers = append(head.Headers[:len(head.Headers):len(head.Headers)], exchange.Field{Name: "x-ratelimit-limit", Value: "60"}, exchange.Field{Name: "x-ratelimit-remaining", Value: "12"})
			head.Cached = &exchange.Cached{State: "HIT", Age: 12, Why: "stored, fresh for 48 s more"}
			shown.Head, m.Shown = &head, &shown
			return m
		}},
		{"timing-hidden", "no Timing-Allow-Origin", func() playground.Model {
			m := tab(playground.ResponseTiming, users200())
			shown := *m.Shown
			done := *shown.Done
			done.Timing = exchange.Timing{Total: 132.4, Head: 118.2, Hidden: true, Wire: -1, Decoded: 1284}
			shown.Done, m.Shown = &done, &shown
			return m
		}},
	}
}

func failures() []state {
	kinds := []struct {
		name, about string
		failure     exchange.Failure
	}{
		{"blocked", "CORS, or unreachable", exchange.Failure{Kind: exchange.Blocked, Detail: "TypeError: Failed to fetch", After: 87, Diagnosis: blocked("", true)}},
		{"blocked-unknown", "nothing was tried, because the request may change something", exchange.Failure{Kind: exchange.Blocked, Detail: "TypeError: Failed to fetch", After: 87,
			Diagnosis: blocked("", false, note("Whether the server is there was not tried, because PUT may change something."))}},
		{"blocked-cors", "a server that allows no pages", exchange.Failure{Kind: exchange.Blocked, Detail: "TypeError: Failed to fetch", After: 87, Diagnosis: blocked(exchange.ByCORS, false,
			exchange.Evidence{Mark: exchange.MarkStep, Text: "Preflight: OPTIONS https://api.example.com/v1/users?limit=3, because of the method PUT and the header X-Api-Key."},
			exchange.Evidence{Mark: exchange.MarkFine, Text: "The preflight answered 204."},
			exchange.Evidence{Mark: exchange.MarkFine, Text: "Access-Control-Allow-Origin is *, which allows every origin."},
			exchange.Evidence{Mark: exchange.MarkWrong, Text: "Access-Control-Allow-Headers lacks x-api-key: it is “content-type”."},
			note("The request itself was not sent."))}},
		{"blocked-nobody", "a server that is not there", exchange.Failure{Kind: exchange.Blocked, Detail: "TypeError: Failed to fetch", After: 87, Diagnosis: &exchange.Diagnosis{
			Cause: exchange.ByNobody, Cross: true, Asks: true, Evidence: []exchange.Evidence{
				{Mark: exchange.MarkStep, Text: "Roundtrip sent one more request to find out more: GET https://api.example.com/ without your headers and without CORS, whose answer no page can read."},
				{Mark: exchange.MarkWrong, Text: "It failed as well, and CORS has no part in it."},
				note("A server that sends Cross-Origin-Resource-Policy looks the same."),
			}}}},
		{"mixed-content", "http from an https page", exchange.Failure{Kind: exchange.MixedContent, After: 2}},
		{"timed-out", "longer than the person allows", exchange.Failure{Kind: exchange.TimedOut, After: 30_000}},
		{"cancelled", "by the person", exchange.Failure{Kind: exchange.Cancelled, After: 1270}},
		{"offline", "no network", exchange.Failure{Kind: exchange.Offline, Detail: "TypeError: Failed to fetch", After: 3}},
		{"redirected", "a redirect that is an error", exchange.Failure{Kind: exchange.Redirected, After: 64}},
		{"bad-input", "what cannot be sent", exchange.Failure{Kind: exchange.BadInput, Detail: `the header name "X Y" has a space in it; remove it`}},
		{"internal", "a fault of our own", exchange.Failure{Kind: exchange.Internal, Detail: "the engine stopped", After: 12}},
	}
	var states []state
	for _, k := range kinds {
		states = append(states, state{"failed-" + k.name, k.about, func() playground.Model { return failed(k.failure) }})
	}
	return states
}

// blocked is what is known of a call that was blocked.
func blocked(cause exchange.Blocker, pending bool, evidence ...exchange.Evidence) *exchange.Diagnosis {
	d := &exchange.Diagnosis{Cause: cause, Pending: pending, Cross: true, Evidence: evidence, Where: "https://api.example.com",
		Because: []exchange.Fact{{What: "Method PUT"}, {What: "Header X-Api-Key"}}}
	need := cors.Needs(cors.Request{Page: "https://roundtrip.example", Method: "PUT", Headers: []exchange.Field{{Name: "X-Api-Key", Value: "k"}}})
	for _, server := range cors.Servers {
		d.Fixes = append(d.Fixes, exchange.Fix{Server: string(server), Code: cors.Fix(need, server)})
	}
	if cause != "" {
		d.Hidden = []string{"X-Total", "Set-Cookie"}
	}
	return d
}

func note(text string) exchange.Evidence {
	return exchange.Evidence{Mark: exchange.MarkNote, Text: text}
}
