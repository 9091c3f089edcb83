package oauth2

import (
	"bytes"
	"context"
	"encoding/json"
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
		return Token{}, explain(tokenEndpoint, err)
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
	return t, nil
}

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
		req.SetBasicAuth(url.QueryEscape(g.ClientID), url.QueryEscape(secret)) // RFC 6749, section 2.3.1
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
	said = answer{}
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
