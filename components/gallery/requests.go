package main

import (
	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

func requests() []state {
	tab := func(t playground.Tab, msgs ...playground.Msg) func() playground.Model {
		return func() playground.Model {
			return then(users200(), append([]playground.Msg{playground.TabChosen{Tab: t}}, msgs...)...)
		}
	}
	body := func(kind request.BodyKind, msgs ...playground.Msg) func() playground.Model {
		return tab(playground.BodyTab, append([]playground.Msg{playground.BodyKindChosen{Kind: kind}}, msgs...)...)
	}
	auth := func(kind request.AuthKind, msgs ...playground.Msg) func() playground.Model {
		return tab(playground.AuthTab, append([]playground.Msg{playground.AuthKindChosen{Kind: kind}}, msgs...)...)
	}
	header := func(i int, name, value string) playground.Msg {
		return playground.RowEdited{List: playground.HeaderList, Index: i, Row: request.Field{Name: name, Value: value}}
	}
	file := &request.File{ID: "f1", Name: "portrait.jpg", Size: 482_113, Type: "image/jpeg"}
	return []state{
		{"params", "rows of the query", tab(playground.ParamsTab)},
		{"request-headers", "headers, one that the browser drops", func() playground.Model {
			m := tab(playground.HeadersTab, header(1, "Cookie", "session=1"))()
			m.Prepared = &exchange.Sent{Headers: []exchange.Header{
				{Name: "Cookie", Row: 2, Dropped: true, Note: "Not sent: browsers set Cookie themselves."},
			}}
			return m
		}},
		{"request-headers-bulk", "headers as text", tab(playground.HeadersTab, playground.BulkToggled{List: playground.HeaderList})},
		{"body-none", "no body", tab(playground.BodyTab)},
		{"body-json", "a JSON body with a mistake", func() playground.Model {
			m := body(request.JSON, playground.BodyEdited{Text: "{\n  \"name\": \"Ada\",\n  \"age\": 36,\n}"})()
			m.BodyProblem = &exchange.Problem{Line: 4, Column: 1, Message: "expected a name in quotes"}
			return m
		}},
		{"body-text", "a text body", body(request.Text, playground.BodyEdited{Text: "hello\n"}, playground.MediaTypeEdited{Text: "text/markdown"})},
		{"body-form", "a form", body(request.Form, playground.RowEdited{List: playground.FormList, Row: request.Field{Name: "q", Value: "a b"}})},
		{"body-multipart", "parts, one of them a file", body(request.Multipart,
			playground.PartEdited{Index: 0, Part: request.Part{Name: "title", Value: "A portrait"}},
			playground.PartEdited{Index: 1, Part: request.Part{Name: "image", IsFile: true, File: file}},
		)},
		{"body-file", "a file as the body", body(request.RawFile, playground.FilesChosen{Part: -1, Files: []request.File{*file}})},
		{"auth-none", "no credentials", tab(playground.AuthTab)},
		{"auth-basic", "a user and a password", auth(request.Basic, playground.SettingEdited{Name: "user", Text: "ada"}, playground.SettingEdited{Name: "password", Text: "secret"})},
		{"auth-bearer", "a token", auth(request.Bearer, playground.SettingEdited{Name: "token", Text: "secret"})},
		{"auth-key", "an API key in the query", auth(request.APIKey, playground.SettingEdited{Name: "key", Text: "secret"}, playground.SettingEdited{Name: "key-in", Text: "query"})},
		{"auth-digest", "a challenge to answer", auth(request.Digest)},
		{"auth-hmac-stripe", "fields filled in as Stripe has them", auth(request.HMAC, playground.HMACFilled{Kind: webhook.Stripe})},
		{"auth-oauth2", "a device that waits for a person, after an exchange that failed", func() playground.Model {
			m := auth(request.OAuth2, playground.SettingEdited{Name: "oauth2-flow", Text: "device_code"})()
			m.Token = &playground.Token{
				Busy: true, Device: &exchange.Device{UserCode: "WDJB-MJHT", URL: "https://example.com/device"},
				Hops: []exchange.Hop{{Number: 1, Sent: exchange.Sent{Method: "POST", URL: "https://example.com/token"}, Head: &exchange.Head{Status: 400, Reason: "Bad Request"}, End: 31}},
			}
			return m
		}},
		{"auth-oauth2-exchange", "a token exchange with its bodies, secrets masked", func() playground.Model {
			m := auth(request.OAuth2, playground.SettingEdited{Name: "oauth2-flow", Text: "client_credentials"})()
			m.Token = &playground.Token{Hops: []exchange.Hop{{
				Number: 1, End: 31, Head: &exchange.Head{Status: 200, Reason: "OK"},
				Sent:   exchange.Sent{Method: "POST", URL: "https://example.com/token", BodySize: 64, Headers: []exchange.Header{{Name: "Authorization", Value: "Basic ZGVtbzpkZW1v", Origin: exchange.FromSession}}},
				Form:   exchange.Masked{{Text: "client_secret="}, {Text: "demo-secret", Secret: true}, {Text: "&\ngrant_type=client_credentials"}},
				Answer: exchange.Masked{{Text: "{\n  \"access_token\": \""}, {Text: "eyJhbGciOi", Secret: true}, {Text: "\",\n  \"expires_in\": 3600\n}"}},
			}}}
			return m
		}},
		{"auth-oauth2-code", "a token that could not be had", func() playground.Model {
			m := auth(request.OAuth2)()
			m.Token = &playground.Token{Problem: "The server refused: access_denied. Start again to be asked once more."}
			return m
		}},
		{"auth-aws", "a signature of each request", auth(request.AWS)},
		{"auth-jwt", "a token signed for each request", auth(request.JWT)},
		{"auth-hmac", "a keyed hash", auth(request.HMAC)},
		{"auth-oauth1", "a signature with a nonce", auth(request.OAuth1)},
		{"options-wrong", "a setting that cannot be read", tab(playground.OptionsTab, playground.SettingEdited{Name: "retry", Text: "often"}, playground.SendPressed{})},
		{"options", "how it is sent", tab(playground.OptionsTab, playground.SettingEdited{Name: "timeout", Text: "5"})},
		{"options-pages", "pages by a cursor, whose parameter is missing", tab(playground.OptionsTab, playground.SettingEdited{Name: "pages", Text: "cursor"},
			playground.SettingEdited{Name: "pages-path", Text: "meta.next"}, playground.SendPressed{})},
		{"options-network", "TLS and a proxy, with a certificate that is none", tab(playground.OptionsTab, playground.SettingEdited{Name: "verify", Text: "off"},
			playground.SettingEdited{Name: "cert", Text: "client.pem"}, playground.SettingEdited{Name: "cert-key", Text: "-----BEGIN PRIVATE KEY-----"},
			playground.SettingEdited{Name: "proxy", Text: "http://ada:pw@proxy.example:3128"}, playground.SendPressed{})},
		{"invalid-url", "Send without a URL", func() playground.Model {
			return after(playground.URLEdited{Text: ""}, playground.SendPressed{})
		}},
	}
}
