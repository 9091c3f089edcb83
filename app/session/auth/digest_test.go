package auth

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

type digestVector struct {
	Name      string
	Challenge struct {
		Realm, Nonce, Opaque, Algorithm string
		QOP                             string `json:"qop_options"`
	}
	Asked             []string `json:"www_authenticate"`
	Username          string
	Password          string
	Method, URI, QOP  string
	Cnonce            string
	WantAuthorization string `json:"expected_authorization"`
	WantResponse      string `json:"expected_response"`
}

func TestDigestAnswersTheVectors(t *testing.T) {
	n := 0
	corpus(t, "auth/digest.jsonl", func(v digestVector) {
		n++
		t.Run(v.Name, func(t *testing.T) {
			asked := v.Asked
			if asked == nil {
				c := v.Challenge
				asked = []string{fmt.Sprintf("Digest realm=%q, nonce=%q, opaque=%q, algorithm=%s, qop=%q", c.Realm, c.Nonce, c.Opaque, c.Algorithm, c.QOP)}
			}
			if strings.HasPrefix(v.Name, "curl-test153") {
				asked = asked[:1] // the others belong to later responses
			}
			c, found := bestChallenge(http.Header{"Www-Authenticate": asked})
			require.True(t, found)
			s := space{challenge: c, nonce: c.nonce, cnonce: v.Cnonce, used: 1}
			got, err := s.answer(newRequest(t, v.Method, "http://h.example"+v.URI), credentials(v.Username, v.Password))
			require.NoError(t, err)
			require.Equal(t, v.WantResponse, schemes(got)[0].params["response"])
			if v.WantAuthorization != "" {
				require.Equal(t, v.WantAuthorization, got)
			}
		})
	})
	require.Equal(t, 20, n)
}

// The user of RFC 7616, section 3.9.2, with the number of its erratum 4897: the RFC itself cut SHA-512 short.
func TestDigestHashesUserNames(t *testing.T) {
	c, found := bestChallenge(http.Header{"Www-Authenticate": {`Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="n", charset=UTF-8, userhash=true`}})
	require.True(t, found)
	got, err := space{challenge: c, nonce: c.nonce, cnonce: "c", used: 1}.answer(newRequest(t, "GET", "http://api.example.org/doe.json"), credentials("Jäsøn Doe", "Secret, or not?"))
	require.NoError(t, err)
	params := schemes(got)[0].params
	require.Equal(t, "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", params["username"])
	require.Equal(t, "true", params["userhash"])
}

func TestDigestNamesUsersBeyondASCII(t *testing.T) {
	tests := []struct{ name, user, asked, want string }{
		{"a server that knows RFC 7616", "Jäsøn Doe", `, charset=utf-8`, `username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, `},
		{"any other server gets the bytes", "Jäsøn Doe", ``, `username="Jäsøn Doe", `},
		{"a plain name is a plain parameter", `me "x" \y`, `, charset=UTF-8`, `username="me \"x\" \\y", `},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, _ := bestChallenge(http.Header{"Www-Authenticate": {`Digest realm="r", nonce="n"` + test.asked}})
			got, err := space{challenge: c, nonce: "n"}.answer(newRequest(t, "GET", "http://h.example/"), credentials(test.user, "p"))
			require.NoError(t, err)
			require.True(t, strings.HasPrefix(got, "Digest "+test.want), got)
		})
	}
}

// postmanRequest is a request as Postman writes it; those of the kind digest have a user, some a realm and a nonce.
type postmanRequest struct {
	Name    string
	Request struct {
		URL  string
		Auth struct {
			Digest struct{ Username, Password, Realm, Nonce, Algorithm, QOP, Opaque string }
		}
	}
}

func TestDigestAnswersTheRequestsOfPostman(t *testing.T) {
	n := 0
	corpus(t, "auth/postman-auth-requests.jsonl", func(v postmanRequest) {
		p := v.Request.Auth.Digest
		if p.Username == "" {
			return
		}
		n++
		t.Run(v.Name, func(t *testing.T) {
			g := &guard{algorithm: p.Algorithm, qop: p.QOP, user: p.Username, password: p.Password, realm: p.Realm, first: p.Nonce, opaque: p.Opaque}
			server := httptest.NewServer(g)
			defer server.Close()
			u, err := url.Parse(v.Request.URL)
			require.NoError(t, err)
			statuses, answer := call(t, &Digest{}, credentials(p.Username, p.Password), "GET", server.URL+u.RequestURI(), "")
			require.Equal(t, []int{401, 200}, statuses, answer)
		})
	})
	require.Equal(t, 3, n)
}
