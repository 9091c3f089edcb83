package main

import (
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// relays are the choice of the transport, and the dialog of relays.
func relays() []state {
	const relay = "https://roundtrip.test/relay/"
	known := func(msgs ...playground.Msg) func() playground.Model {
		return func() playground.Model {
			m := users200()
			m.Relay.Own = relay
			return then(m, msgs...)
		}
	}
	use := playground.TransportChosen{Relay: true}
	limits := func(m playground.Model) playground.Model {
		return then(m, playground.Prepared{Request: m.Whole(), Via: m.Via(), Sent: &exchange.Sent{}, Limits: []exchange.Fact{
			{What: "Cookie", Text: "Not sent: browsers set Cookie themselves."}, {What: "Redirects", Text: "It ends as a failure."}, {What: "Connect timeout", Text: "It does not hold."},
		}})
	}
	checked := func(s exchange.RelayState) func() playground.Model {
		return known(playground.RelayPressed{}, playground.RelayChecked{Via: exchange.Via{Relay: relay}, State: s})
	}
	return []state{
		{"transport-browser", "a relay is there, and not chosen", known()},
		{"transport-relay", "through the relay", known(use)},
		{"transport-proposed", "what the browser would not do", func() playground.Model { return limits(known()()) }},
		{"transport-unknown", "the same where no relay is known", func() playground.Model { return limits(users200()) }},
		{"transport-gone", "a relay was chosen, and there is none any more", func() playground.Model {
			m := known(use)()
			m.Relay.Own = ""
			return m
		}},
		{"transport-unverified", "nobody verifies the certificate", func() playground.Model {
			m := known(use)()
			m.Request.Options.Network.Verify = request.VerifyOff
			return m
		}},
		{"transport-blocked", "a blocked call that a relay would carry", func() playground.Model {
			m := failed(exchange.Failure{Kind: exchange.Blocked, Detail: "TypeError: Failed to fetch", After: 87})
			m.Relay.Own = relay
			return m
		}},
		{"transport-refused", "a relay that refuses", func() playground.Model {
			return failed(exchange.Failure{Kind: exchange.Relay, Detail: "10.0.0.7 is a private address, and this relay connects to the public internet only.", Flag: "-relay-allow 10.0.0.7", After: 12})
		}},
		{"transport-permission", "the person has refused the page the local network", func() playground.Model {
			m := users200()
			return then(m, playground.Prepared{Request: m.Whole(), Via: m.Via(), Sent: &exchange.Sent{},
				Permission: "The permission to call addresses of this machine or of your network is refused to this page. Allow it in the site settings, by the icon beside its address."})
		}},
		{"transport-ended", "a relay that ends a connection", func() playground.Model {
			return failed(exchange.Failure{Kind: exchange.Relay, Cause: exchange.EndedByRelay, Detail: "Nothing went through this connection for 5m0s, which is as long as the relay waits.", Flag: "-relay-idle 10m0s", After: 300_012})
		}},
		{"relay-none", "the dialog where no relay is known", func() playground.Model { return then(users200(), playground.RelayPressed{}) }},
		{"relay-asking", "a relay is asked", known(playground.RelayPressed{})},
		{"relay-fine", "what a relay allows", checked(exchange.RelayState{Accepts: true, Facts: []exchange.Fact{
			{What: "Who", Text: "Whoever reaches it, from pages of its own host."}, {What: "Where to", Text: "Servers in the public internet."},
			{What: "Ports", Text: "80, 443, 1024-65535, with exceptions"}, {What: "Connections", Text: "At most 512 at once, 128 of them yours; 20 new ones a second, 100 in a row."},
		}, Shut: "1719, 1720, 3306"})},
		{"relay-roots", "a relay whose operator adds roots", checked(exchange.RelayState{Accepts: true, Roots: []exchange.Fact{
			{What: "Example Corp Root", Text: "SHA-256 3C:9A:41:0E:77:52:D8:AF:19:B0:64:EE:23:81:5B:C6:90:7D:F2:38:A4:1C:65:0B:DE:97:43:F8:2A:B1:6C:05"},
			{What: "Lab CA", Text: "SHA-256 B1:6C:05:3C:9A:41:0E:77:52:D8:AF:19:B0:64:EE:23:81:5B:C6:90:7D:F2:38:A4:1C:65:0B:DE:97:43:F8:2A"},
		}})},
		{"relay-roots-plain", "the same where others could change them on the way", func() playground.Model {
			const plain = "http://relay.example/relay/"
			m := then(users200(), playground.RelayPressed{}, playground.RelayEdited{Text: plain}, playground.RelayCheckPressed{})
			return then(m, playground.RelayChecked{Via: exchange.Via{Relay: plain}, State: exchange.RelayState{Accepts: true, Roots: []exchange.Fact{{What: "Lab CA", Text: "SHA-256 B1:6C:05"}}}})
		}},
		{"relay-refusing", "a relay that does not serve this page", checked(exchange.RelayState{Problem: "This relay does not serve pages of https://roundtrip.test.", Flag: "-relay-origin https://roundtrip.test"})},
		{"relay-wrong", "an address that is none", known(playground.RelayPressed{}, playground.RelayEdited{Text: "ftp://relay.example"}, playground.RelayCheckPressed{})},
		{"relay-mixed", "a relay over http for a page over https", func() playground.Model {
			m := users200()
			m.Origin = "https://roundtrip.test"
			return then(m, playground.RelayPressed{}, playground.RelayEdited{Text: "http://relay.example"}, playground.RelayCheckPressed{})
		}},
		{"connection", "what an exchange went over", func() playground.Model {
			m := known(use, playground.ResponseTabChosen{Tab: playground.ResponseTiming})()
			shown := *m.Shown
			shown.Hops = []exchange.Hop{{Number: 1, Connection: &exchange.Connection{
				Remote: "203.0.113.7:443", Via: "the relay at roundtrip.test", Protocol: "HTTP/2.0",
				TLS: &exchange.Handshake{Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256", ServerName: "api.example.com", Problem: "The certificate is signed by itself.", Chain: []exchange.Certificate{
					{Subject: "CN=api.example.com", Issuer: "CN=api.example.com", Names: []string{"api.example.com"}, NotAfter: time.Date(2031, 1, 2, 3, 4, 0, 0, time.UTC), Key: "ECDSA P-256", Fingerprint: "AB:CD:EF:01:23"},
				}},
			}}}
			m.Shown = &shown
			return m
		}},
	}
}
