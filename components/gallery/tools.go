package main

import (
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// cookieJar are the states of the dialog of cookies.
func cookieJar() []state {
	jar := exchange.Jar{
		Total: 4, Found: 4, Undo: true, Target: "GET https://api.example.com/v1/users", Going: 2, Header: "theme=dark; session=3f9ac1",
		Cookies: []exchange.Cookie{
			{ID: "1", Name: "theme", Value: "dark", Domain: "api.example.com", HostOnly: true, Path: "/v1", Line: "theme=dark; Path=/v1"},
			{ID: "2", Name: "session", Value: "3f9ac1", Domain: "example.com", Path: "/", Flags: []string{"Secure", "HttpOnly", "SameSite=Lax"}, Expires: time.Date(2027, 3, 1, 9, 30, 0, 0, time.UTC), Line: "session=3f9ac1"},
			{ID: "3", Name: "admin", Value: "1", Domain: "api.example.com", HostOnly: true, Path: "/admin", Line: "admin=1", Stays: "its path is /admin"},
			{ID: "4", Value: "a-value-without-a-name-that-is-as-long-as-some-are-and-has-no-place-to-break", Domain: "other.example", HostOnly: true, Path: "/", Stays: "it is for other.example only"},
		},
	}
	with := func(change func(c *playground.Cookies)) func() playground.Model {
		return func() playground.Model {
			m := users200()
			m.Cookies = &playground.Cookies{Jar: jar, Known: true, URL: m.Request.URL, Format: playground.CookiesTxt}
			change(m.Cookies)
			return m
		}
	}
	return []state{
		{"cookies", "a jar: two go, two stay", with(func(*playground.Cookies) {})},
		{"cookies-shown", "values shown, and one edited", with(func(c *playground.Cookies) {
			c.Revealed, c.Editing, c.Line, c.URL = true, "1", jar.Cookies[0].Line, "https://api.example.com/"
		})},
		{"cookies-empty", "an empty jar", with(func(c *playground.Cookies) { c.Jar = exchange.Jar{Target: jar.Target} })},
		{"cookies-refused", "a cookie that is not taken", with(func(c *playground.Cookies) {
			c.Line, c.Jar.At = "a=1; Domain=co.uk", exchange.JarAtLine
			c.Jar.Problem = "The cookie was not set. Its Domain, \"co.uk\", does not hold the host, api.example.com."
		})},
		{"cookies-import", "a file of which some was not taken", with(func(c *playground.Cookies) {
			c.Import, c.Jar.At, c.Jar.Problem = "shop.example FALSE / FALSE 0 a 1", exchange.JarAtFile, "1 cookie was not taken."
			c.Jar.Refused = []string{"line 1: It has 1 of 7 columns. They are separated by tabs, not by spaces."}
		})},
	}
}

// webhooks are the states of the dialog of webhooks.
func webhooks() []state {
	edit := func(f playground.WebhookField, text string) playground.Msg {
		return playground.WebhookEdited{Field: f, Text: text}
	}
	with := func(msgs ...playground.Msg) func() playground.Model {
		return func() playground.Model {
			return then(users200(), append([]playground.Msg{playground.WebhookPressed{}, edit(playground.WebhookSecret, "secret")}, msgs...)...)
		}
	}
	answered := func(a webhook.Answer, msgs ...playground.Msg) func() playground.Model {
		return func() playground.Model {
			m := with(msgs...)()
			m.Webhook.Answer = &a
			return m
		}
	}
	at := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	shown := webhook.Shown{
		Size: 28, Cut: 28, Text: "1772357400.{\"event\": \"paid\"}␊\n", Note: []string{"They end with a line feed (0A)."},
		Hex: "00000000  31 37 37 32 33 35 37 34  30 30 2e 7b 22 65 76 65  |1772357400.{\"eve|\n00000010  6e 74 22 3a 20 22 70 61  69 64 22 7d 0a           |nt\": \"paid\"}.|",
	}
	const right, wrong = "v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd", "v1=799c4ba7bb339f3c8601adfd112f0e477c930a268be1243d341abb8286501c2f"
	stripe := edit(playground.WebhookKind, string(webhook.Stripe))
	return []state{
		{"webhook", "to verify", with()},
		{"webhook-wrong", "a signature of other bytes", answered(webhook.Answer{
			Verdict: &webhook.Verdict{Problem: webhook.Differs, Text: "The signature is of other bytes, or made with another secret. Compare the signed bytes with what the sender sent, down to spaces and line ends.", Expected: right, Received: []string{wrong}, At: at, Age: 31 * time.Second},
			Near:    "The signature is right for the body without its last line end.", Signed: shown,
		}, stripe, edit(playground.WebhookText, "{\"event\": \"paid\"}\n"), edit(playground.WebhookHeaders, "Stripe-Signature: t=1772357400,"+wrong))},
		{"webhook-right", "a valid one", answered(webhook.Answer{Verdict: &webhook.Verdict{OK: true, Text: "The signature is right.", Expected: right, Received: []string{right}, At: at, Age: 31 * time.Second}, Signed: shown}, stripe)},
		{"webhook-stale", "changed since it was verified", func() playground.Model {
			m := answered(webhook.Answer{Verdict: &webhook.Verdict{OK: true, Text: "The signature is right.", Expected: right, Received: []string{right}}, Signed: shown}, stripe)()
			return then(m, edit(playground.WebhookText, "another"))
		}},
		{"webhook-signed", "headers that were made", answered(webhook.Answer{Headers: []webhook.Header{{Name: "Stripe-Signature", Value: "t=1772357400," + right}}, Signed: shown}, stripe, edit(playground.WebhookMode, "sign"))},
		{"webhook-missing", "fields that are not filled in", with(edit(playground.WebhookSecret, ""), edit(playground.WebhookKind, string(webhook.Custom)), edit(playground.WebhookSigned, "[id].[timestamp].[body]"), edit(playground.WebhookTolerance, "soon"), playground.WebhookRun{})},
		{"webhook-file", "a file, and a problem with it", func() playground.Model {
			m := with(edit(playground.WebhookMode, "sign"), edit(playground.WebhookFrom, "file"), playground.WebhookFileChosen{File: request.File{ID: "f1", Name: "delivery.json", Size: 1204}})()
			m.Webhook.Answer = &webhook.Answer{Problem: "The body cannot be read: it has changed on disk. If it is a file, choose it again."}
			return m
		}},
	}
}
