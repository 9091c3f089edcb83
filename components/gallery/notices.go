package main

import (
	"strings"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

func dialogs() []state {
	with := func(change func(m *playground.Model)) func() playground.Model {
		return func() playground.Model {
			m := users200()
			change(&m)
			return m
		}
	}
	share := playground.Share{
		Items: []playground.ShareItem{
			{Name: "Method", Value: "GET"}, {Name: "URL", Value: "https://api.example.com/v1/users?limit=3&sort=-created"},
			{Name: "Headers", Value: "Accept, Authorization"}, {Name: "Options", Value: "timeout 30 s"},
		},
		URL: "https://roundtrip.test/#1q1YqSy0qzszPU7JSyigpKSi20tdPLMjUS61IzC3ISdVLzs_VLzPUT8ksLslMLwYA", Length: 71,
	}
	secrets := []playground.ShareSecret{{Hole: "token", Where: "auth: token", In: true}, {Hole: "session", Where: "header Cookie"}}
	return []state{
		{"share", "a link without secrets", with(func(m *playground.Model) { m.Share = &share })},
		{"share-secrets", "two secrets, one of them ticked", with(func(m *playground.Model) {
			s := share
			s.Secrets = secrets
			m.Share = &s
			m.Toast = &playground.Toast{ID: 1, Text: "Link copied."}
		})},
		{"share-long", "a link over 8 kB", with(func(m *playground.Model) {
			s := share
			s.URL, s.Length, s.Offer = share.URL+strings.Repeat("A", 9000), 9071, true
			m.Share = &s
		})},
		{"share-error", "no link", with(func(m *playground.Model) {
			s := share
			s.URL, s.Length, s.Error = "", 0, "This request is too large for a link: 1.2 MB. Save it as a file instead."
			m.Share = &s
		})},
		{"import", "a request from elsewhere", with(func(m *playground.Model) { m.Import = &playground.Import{} })},
		{"import-error", "what is no request", with(func(m *playground.Model) {
			m.Import = &playground.Import{Text: "https://roundtrip.test/#1q1Yq", Error: "This link is incomplete: copy all of it."}
		})},
		{"recipes", "requests to learn from", with(func(m *playground.Model) { m.Recipes = &playground.Recipes{} })},
		{"recipes-filter", "those that fit some words", with(func(m *playground.Model) { m.Recipes = &playground.Recipes{Filter: "json"} })},
		{"recipes-none", "a filter that nothing fits", with(func(m *playground.Model) { m.Recipes = &playground.Recipes{Filter: "xyzzy"} })},
		{"help", "the shortcuts", with(func(m *playground.Model) { m.Help = true })},
	}
}

func notices() []state {
	with := func(change func(m *playground.Model)) func() playground.Model {
		return func() playground.Model {
			m := users200()
			change(&m)
			return m
		}
	}
	return []state{
		{"link", "opened from a link", with(func(m *playground.Model) {
			m.Link = &playground.LinkNotice{Source: "a shared link", Undo: true}
		})},
		{"link-holes", "a link that left two values out", func() playground.Model {
			m := then(users(), playground.AuthKindChosen{Kind: request.Bearer},
				playground.RowEdited{List: playground.HeaderList, Index: 1, Row: request.Field{Name: "X-Api-Key", Value: "{{x-api-key}}"}})
			m.Request.Auth.Token = request.Hole("token")
			m.Request.Holes = []string{"token", "x-api-key"}
			m.Link = &playground.LinkNotice{Source: "a shared link", Notes: []string{"It was made by a newer version; an option was left out."}}
			return m
		}},
		{"link-held", "a link with settings that are off", with(func(m *playground.Model) {
			r := m.Request
			r.Options.Network = request.Network{Proxy: "http://proxy.example:3128", Verify: request.VerifyOff}
			safe, held := r.Withhold()
			m.Request, m.Link = safe, &playground.LinkNotice{Source: "a shared link", Held: held}
			*m, _ = playground.Update(*m, playground.HeldTaken{Index: 1, In: true})
		})},
		{"link-error", "a link that is damaged", with(func(m *playground.Model) {
			m.Link = &playground.LinkNotice{Error: "It is incomplete, or from a newer version. Your request is unchanged."}
		})},
		{"toast", "a short message", with(func(m *playground.Model) { m.Toast = &playground.Toast{ID: 1, Text: "Body copied."} })},
		{"update", "a new version", with(func(m *playground.Model) { m.Update = true })},
		{"offline", "no network", with(func(m *playground.Model) { m.Offline = true })},
		{"storage", "no storage", with(func(m *playground.Model) {
			m.Storage = "This browser blocks storage for this site, so Roundtrip forgets everything when the tab closes."
		})},
	}
}
