package oauth2

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// x/oauth2 would do all this, through net/http's Client, which brings net/http's Transport with it: a third of the engine.

// inBody reports whether the client names itself in the body. A public client, which has no secret, does so: an Authorization
// header without a password is no authentication (RFC 6749, section 3.2.1).
func inBody(g request.Grant) bool {
	return g.ClientIn == request.ClientInBody || g.ClientSecret.Reveal() == ""
}

// inHeader is the client's ID and secret as basic auth takes them: form-encoded (RFC 6749, section 2.3.1), unless that is not wanted.
func inHeader(g request.Grant) (user, password string) {
	if g.ClientIn == request.ClientInRaw {
		return g.ClientID, g.ClientSecret.Reveal()
	}
	return url.QueryEscape(g.ClientID), url.QueryEscape(g.ClientSecret.Reveal())
}

// Spelling says how the client names itself in the Authorization header, "" where it does not.
func Spelling(g request.Grant) string {
	switch {
	case inBody(g):
		return ""
	case g.ClientIn == request.ClientInRaw:
		return "Client ID and secret are in the Authorization header as typed."
	}
	return "Client ID and secret are in the Authorization header, form-encoded (RFC 6749, section 2.3.1)."
}

// otherSpelling is advice where a server does not know the client, and may have read it in the other spelling.
func otherSpelling(g request.Grant) string {
	encoded := g
	encoded.ClientIn = request.ClientInHeader
	user, password := inHeader(encoded)
	switch {
	case inBody(g) || user == g.ClientID && password == g.ClientSecret.Reveal():
		return ""
	case g.ClientIn == request.ClientInRaw:
		return " They have characters that RFC 6749 has form-encoded in the header: try Client named in, the Authorization header."
	}
	return " They have characters that are form-encoded in the header, and many servers do not decode them: try Client named in, the Authorization header, not encoded."
}

// ask sends a token request (RFC 6749, section 4.1.3 and its like) and reads the answer.
func ask(ctx context.Context, rt http.RoundTripper, g request.Grant, form url.Values) (Token, error) {
	for name, value := range map[string]string{"scope": strings.Join(strings.Fields(g.Scope), " "), "audience": g.Audience} {
		if value != "" {
			form.Set(name, value)
		}
	}
	return trade(ctx, rt, g, form)
}

// trade is ask without the scope and the audience.
func trade(ctx context.Context, rt http.RoundTripper, g request.Grant, form url.Values) (Token, error) {
	asked := time.Now()
	said, err := post(ctx, rt, g, g.TokenURL, form)
	if err != nil {
		err = explain(tokenEndpoint, err)
		var refused *Error
		if errors.As(err, &refused) && refused.Code == "invalid_client" {
			refused.Sentence += otherSpelling(g)
		}
		return Token{}, err
	}
	if said.text("access_token") == "" {
		return Token{}, explain(tokenEndpoint, errUnreadable)
	}
	t := Token{
		Access: request.NewSecret(said.text("access_token")), Refresh: request.NewSecret(said.text("refresh_token")),
		Type: tokenType(said.text("token_type")), Scope: g.Scope,
	}
	if scope := said.text("scope"); scope != "" {
		t.Scope = scope
	}
	if life := said.number("expires_in"); life > 0 {
		t.Expires = asked.Add(time.Duration(min(life, maxTokenLife)) * time.Second)
	}
	t.Note = said.unusual(t.Type)
	return t, nil
}

// unusual says what about an answer is not as RFC 6749, section 5.1, has it, and what is made of it. A form has texts only.
func (a answer) unusual(kind string) string {
	var list []string
	switch {
	case a.text("token_type") == "":
		list = append(list, "The server did not say the token's type (token_type is missing): it is sent as Bearer.")
	case kind != "Bearer":
		list = append(list, fmt.Sprintf("The server says that the token's type is %.40q: it is sent as Bearer all the same.", kind))
	}
	if life, text := a["expires_in"].(string); text && !a.form() {
		list = append(list, fmt.Sprintf("The server wrote expires_in as text, %.40q, not as a number.", life))
	}
	return strings.Join(list, " ")
}

// form reports whether the answer was a form.
func (a answer) form() bool { return a[formAnswer] != nil }

// formAnswer marks an answer that was a form: no member of JSON has this name from a server, and if it has, nothing hangs on it.
const formAnswer = "\x00form"

// maxTokenLife bounds what a server can say, in seconds: a hundred years.
const maxTokenLife = 100 * 365 * 24 * 60 * 60

// tokenType writes the types that there are as they stand in a header.
func tokenType(text string) string {
	switch {
	case text == "", strings.EqualFold(text, "bearer"):
		return "Bearer"
	case strings.EqualFold(text, "mac"):
		return "MAC"
	case strings.EqualFold(text, "basic"):
		return "Basic"
	}
	return text
}

// post sends a form in the client's name. An answer that is not of the class 2xx is an *answerError.
func post(ctx context.Context, rt http.RoundTripper, g request.Grant, to string, form url.Values) (answer, error) {
	secret := g.ClientSecret.Reveal()
	if inBody(g) && g.ClientID != "" {
		form.Set("client_id", g.ClientID)
		if secret != "" {
			form.Set("client_secret", secret)
		}
	}
	ctx = httpwasm.WithOptions(ctx, httpwasm.Options{
		Credentials: httpwasm.CredentialsOmit, Cache: httpwasm.CacheNoStore, Redirect: httpwasm.RedirectManual, ReferrerPolicy: httpwasm.ReferrerNone,
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	if !inBody(g) {
		user, password := inHeader(g)
		req.SetBasicAuth(user, password)
	}
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, &sendError{err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, &sendError{err}
	}
	said, readable := readAnswer(resp.Header.Get("Content-Type"), body)
	if said.text("error") != "" || resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, &answerError{resp.StatusCode, resp.Header.Get("Location"), said.text("error"), said.text("error_description")}
	}
	if !readable {
		return nil, errUnreadable
	}
	return said, nil
}

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 1 << 20

// answer is what an endpoint said. Some answer with a form in place of JSON.
type answer map[string]any

func readAnswer(contentType string, body []byte) (said answer, readable bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&said); err == nil {
		return said, said != nil
	}
	media, _, _ := mime.ParseMediaType(contentType)
	if media != "application/x-www-form-urlencoded" && media != "text/plain" {
		return nil, false
	}
	values, err := url.ParseQuery(string(body))
	said = answer{formAnswer: true}
	for name := range values {
		said[name] = values.Get(name)
	}
	return said, err == nil
}

func (a answer) text(name string) string {
	switch v := a[name].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// number is 0 for what is none. Some servers send numbers as texts.
func (a answer) number(name string) int64 {
	n, err := strconv.ParseFloat(a.text(name), 64)
	if err != nil || n != n {
		return 0
	}
	return int64(min(max(n, 0), 1<<52))
}
