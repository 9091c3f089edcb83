package session

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/network"
	"roundtrip/httpwasm"
)

// prepareHeaders lays out the headers in the order in which they were typed, with
// those that follow from the body and the auth tab behind them.
func prepareHeaders(r request.Request, user *url.Userinfo, body Body, from Place) ([]exchange.Header, *exchange.Failure) {
	auth, bad := authHeader(r.Auth, user)
	if bad != nil {
		return nil, bad
	}
	taken := signedName(r.Auth)
	if auth != nil {
		taken = auth.Name
	}
	if leads(taken) {
		bad := badInput(exchange.AtAuth, "Auth cannot set "+taken+": it says where a request goes or where it ends. Choose another header name.")
		bad.Setting = nameSetting(r.Auth.Kind)
		return nil, bad
	}
	var headers []exchange.Header
	first := map[string]int{}
	for i, f := range r.Headers {
		if f.Off || f.Blank() {
			continue
		}
		name := strings.TrimSpace(f.Name)
		value := strings.Trim(f.Value, " \t\r\n")
		if why := request.HeaderNameProblem(name); why != "" {
			return nil, badInput(exchange.AtHeaders, why)
		}
		if why := request.HeaderValueProblem(value); why != "" {
			return nil, badInput(exchange.AtHeaders, "The value of "+name+" cannot be sent: "+why)
		}
		h := exchange.Header{Name: name, Value: value, Origin: exchange.FromYou, Row: i + 1}
		key := strings.ToLower(name)
		switch reason, forbidden := httpwasm.ForbiddenHeader(name, value); {
		case taken != "" && strings.EqualFold(name, taken):
			h.Dropped, h.Note = true, "Not sent: Auth sets "+taken+"."
		case from.Browser && forbidden:
			h.Dropped, h.Note = true, "Not sent: "+reason+"."
		case !from.Browser && ownLine(key):
			h.Dropped, h.Note = true, "Not sent as typed: it follows from the body."
		case !from.Browser && has(first, key) && (key == "host" || key == "user-agent"):
			h.Dropped, h.Note = true, "Not sent: a request has one "+name+", the first."
		case from.Browser && key == "user-agent":
			h.Note = "Chromium sends its own User-Agent in place of this one; other browsers send yours."
		case signsHeaders(r.Auth) && key == "accept-encoding":
			first[key] = len(headers)
			h.Note = "It is part of the signature: a proxy or CDN that changes it makes the signature invalid."
		default:
			if at, again := first[key]; again {
				joined := headers[at].Value + ", " + value
				h.Note = "Sent in one line with the one before: " + joined
				if !from.Browser {
					h.Note = "Sent as a line of its own, after the one before."
				}
			} else {
				first[key] = len(headers)
				if key == "content-type" && typedMultipart(r) != "" && body.MediaType != value && body.Present() {
					h.Value, h.Note = body.MediaType, "The boundary was added: without it nobody can read the body."
				}
			}
		}
		headers = append(headers, h)
	}
	if _, typed := first["content-type"]; !typed && body.MediaType != "" {
		headers = append(headers, exchange.Header{Name: "Content-Type", Value: body.MediaType, Origin: exchange.FromBody})
	}
	if !has(first, "accept-encoding") && from.Codings != "" {
		headers = append(headers, exchange.Header{Name: "Accept-Encoding", Value: from.Codings, Origin: exchange.FromSession, Note: "The codings that Roundtrip decodes."})
	}
	if !from.Browser {
		for _, h := range []exchange.Header{{Name: "Accept", Value: "*/*"}, {Name: "User-Agent", Value: network.UserAgent}} {
			if !has(first, strings.ToLower(h.Name)) {
				h.Origin = exchange.FromSession
				headers = append(headers, h)
			}
		}
	}
	if auth != nil {
		if reason, forbidden := httpwasm.ForbiddenHeader(auth.Name, auth.Value); from.Browser && forbidden {
			auth.Dropped, auth.Note = true, "Not sent: "+reason+"."
		}
		headers = append(headers, *auth)
	}
	return headers, nil
}

// signsHeaders reports whether credentials cover the headers that were typed.
func signsHeaders(a request.Auth) bool { return a.Kind == request.AWS }

// ownLine reports whether net/http writes a header itself, whatever was typed: how long the body is and where it ends.
func ownLine(key string) bool {
	return key == "content-length" || key == "transfer-encoding" || key == "trailer"
}

// leads reports whether a header says where a request goes, by which connection, or where it ends, and is no place for credentials: what
// asks for consent before a typed Host, and what net/http writes itself, would not see it (RFC 9110, section 7; RFC 9112, section 6).
func leads(name string) bool {
	key := strings.ToLower(name)
	return ownLine(key) || strings.HasPrefix(key, "proxy-") || slices.Contains([]string{"connection", "expect", "host", "keep-alive", "te", "upgrade"}, key)
}

// nameSetting is the setting that names the header of a way to authenticate.
func nameSetting(kind request.AuthKind) string {
	if kind == request.HMAC {
		return "hmac-name"
	}
	return "key-name"
}

func has(rows map[string]int, key string) bool {
	_, ok := rows[key]
	return ok
}

// authHeader is the header that the auth tab, or a user and password in the URL, set.
func authHeader(a request.Auth, user *url.Userinfo) (*exchange.Header, *exchange.Failure) {
	h := &exchange.Header{Name: "Authorization", Origin: exchange.FromAuth}
	switch a.Kind {
	case request.Basic:
		if strings.Contains(a.User, ":") {
			return nil, badInput(exchange.AtAuth, "A user name for basic auth has no colon (RFC 7617): "+quoted(a.User)+".")
		}
		h.Value = basic(a.User, a.Password.Reveal())
	case request.Bearer:
		token := strings.TrimSpace(a.Token.Reveal())
		if why := request.HeaderValueProblem(token); why != "" {
			return nil, badInput(exchange.AtAuth, "The token cannot be sent: "+why)
		}
		if token == "" {
			return nil, badInput(exchange.AtAuth, "Type the bearer token, or choose Auth, None.")
		}
		h.Value = "Bearer " + token
	case request.APIKey:
		if a.KeyPlace == request.InQuery {
			return nil, nil
		}
		h.Name, h.Value = keyName(a), strings.TrimSpace(a.Key.Reveal())
		if why := request.HeaderNameProblem(h.Name); why != "" {
			return nil, badInput(exchange.AtAuth, why)
		}
		if why := request.HeaderValueProblem(h.Value); why != "" {
			return nil, badInput(exchange.AtAuth, "The API key cannot be sent: "+why)
		}
	case request.Digest:
		if a.User == "" {
			return nil, badInput(exchange.AtAuth, "Type the user name for digest auth.")
		}
		return nil, nil
	case request.OAuth2:
		token := a.OAuth2.Access.Reveal()
		if why := request.HeaderValueProblem(token); why != "" {
			return nil, badInput(exchange.AtAuth, "The access token cannot be sent: "+why)
		}
		if token == "" {
			return nil, badInput(exchange.AtAuth, "Get a token first.")
		}
		h.Value = "Bearer " + token
	case request.OAuth1, request.AWS, request.JWT, request.HMAC:
		return nil, nil // see sign
	default:
		if user == nil {
			return nil, nil
		}
		password, _ := user.Password()
		h.Value = basic(user.Username(), password)
		h.Note = "From the user and password in the URL."
	}
	return h, nil
}

// signedName is the header that a way to authenticate sets later on the way, or "".
func signedName(a request.Auth) string {
	switch a.Kind {
	case request.Digest, request.OAuth1, request.JWT:
		return "Authorization"
	case request.AWS:
		if a.AWS.Place == request.InHeader {
			return "Authorization"
		}
	case request.HMAC:
		return firstOf(strings.TrimSpace(a.HMAC.Name), request.DefaultSignatureName)
	}
	return ""
}

// basic is RFC 7617 with the charset UTF-8.
func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

func keyName(a request.Auth) string {
	if name := strings.TrimSpace(a.KeyName); name != "" {
		return name
	}
	if a.KeyPlace == request.InQuery {
		return "api_key"
	}
	return request.DefaultKeyName
}

func quoted(text string) string {
	if len(text) > 60 {
		cut := 60
		for cut > 0 && text[cut]&0xc0 == 0x80 {
			cut--
		}
		text = text[:cut] + "…"
	}
	return strconv.Quote(text)
}
