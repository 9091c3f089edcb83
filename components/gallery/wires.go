package main

import (
	"strings"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// wires are the states of the Preview tab.
func wires() []state {
	shown := func(w exchange.Wire, msgs ...playground.Msg) func() playground.Model {
		return func() playground.Model {
			m := then(users200(), append([]playground.Msg{playground.TabChosen{Tab: playground.PreviewTab}, playground.MethodChosen{Method: "POST"}}, msgs...)...)
			return then(m, playground.Previewed{Request: m.Request, Mode: m.WireModeOrText(), Wire: w})
		}
	}
	text := exchange.Wire{
		Line: "POST /v1/users?limit=3&sort=-created HTTP/1.1", Browser: true, Size: 70_003, Shown: 65_536,
		Headers: []exchange.Header{
			{Name: "Accept", Value: "application/json", Origin: exchange.FromYou, Row: 1},
			{Name: "Cookie", Value: "session=1", Origin: exchange.FromYou, Row: 2, Dropped: true, Note: "Not sent: browsers set Cookie themselves."},
			{Name: "Content-Type", Value: "multipart/form-data; boundary=roundtrip-0f7c", Origin: exchange.FromBody},
			{Name: "Authorization", Value: "Bearer eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo", Origin: exchange.FromAuth},
			{Name: "Host", Value: "api.example.com", Origin: exchange.FromBrowser},
			{Name: "Accept-Encoding", Origin: exchange.FromBrowser, Note: "The codings that the browser decodes; pages cannot see the value."},
		},
		Body:    "--roundtrip-0f7c\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + strings.Repeat("A long line of the body. ", 40),
		Binary:  true,
		Changes: []exchange.Fact{{What: "Boundary", Text: "The line between the parts, which Content-Type names, is a new one of the same length each time."}},
		Cross:   "https://roundtrip.example",
		Asks: []exchange.Fact{
			{What: "Header Authorization", Text: "The header Authorization is not one of the headers that need no permission."},
		},
		Limits: []exchange.Fact{
			{What: "URL", Text: "The browser writes /v1/./users as /v1/users."},
			{What: "Cookie", Text: "Not sent: browsers set Cookie themselves."},
		},
		Hides: cors.Hides(cors.Request{Page: "https://roundtrip.example", URL: "https://api.example.com/"}),
	}
	hex := text
	hex.Limits = nil
	hex.Head = "00000000  50 4f 53 54 20 2f 76 31  2f 75 73 65 72 73 3f 6c  |POST /v1/users?l|\n00000010  69 6d 69 74 3d 33 20 48  54 54 50 2f 31 2e 31 0d  |imit=3 HTTP/1.1.|"
	hex.Body = "00000000  89 50 4e 47 0d 0a 1a 0a  00 00 00 0d 49 48 44 52  |.PNG........IHDR|\n00000010  00 00 00 18                                       |....|"
	bare := exchange.Wire{Line: "GET / HTTP/1.1", Headers: []exchange.Header{{Name: "Host", Value: "example.com", Origin: exchange.FromSession}}}
	return []state{
		{"preview", "what would go out, and what the browser changes", shown(text)},
		{"preview-hex", "the same bytes in hex", shown(hex, playground.WireModeChosen{Mode: playground.HexMode})},
		{"preview-bare", "no body, and nothing to say", shown(bare)},
		{"preview-waiting", "being worked out", func() playground.Model { return then(users200(), playground.TabChosen{Tab: playground.PreviewTab}) }},
		{"preview-refused", "a request that the browser refuses", shown(exchange.Wire{Refused: true, Failure: &exchange.Failure{
			Kind: exchange.BadInput, Where: exchange.AtBody, Detail: "Browsers do not send a body with GET. Choose another method, such as POST, or Body, None.",
		}})},
		{"preview-missing", "a request without a URL", func() playground.Model {
			return after(playground.URLEdited{}, playground.TabChosen{Tab: playground.PreviewTab})
		}},
		{"preview-file", "a file that has to be chosen again", func() playground.Model {
			return then(users(), playground.BodyKindChosen{Kind: request.RawFile}, playground.FilesChosen{Part: -1, Files: []request.File{{Name: "a.bin"}}}, playground.TabChosen{Tab: playground.PreviewTab})
		}},
	}
}
