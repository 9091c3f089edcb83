package oauth2

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func native(t *testing.T) http.RoundTripper {
	transport := &http.Transport{DisableKeepAlives: true}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

type credentials struct{ user, password string }

// echo gives tokens to everyone and remembers who asked.
func echo(t *testing.T) (request.Grant, *credentials) {
	seen := &credentials{}
	return answering(t, func(w http.ResponseWriter, r *http.Request) {
		seen.user, seen.password, _ = r.BasicAuth()
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"access_token":"t"}`)
	}), seen
}

func TestServersDifferInWhatTheyAnswer(t *testing.T) {
	tests := []struct {
		name, media, body string
		want              Token
	}{
		{"no more than a token", "application/json", `{"access_token":"t"}`, Token{Access: request.NewSecret("t"), Type: "Bearer", Scope: "s1",
			Note: "The server did not say the token's type (token_type is missing): it is sent as Bearer."}},
		{"a form, as GitHub does", "application/x-www-form-urlencoded", "access_token=t&scope=a%2Cb&token_type=bearer", Token{Access: request.NewSecret("t"), Type: "Bearer", Scope: "a,b"}},
		{"another type", "application/json", `{"access_token":"t","token_type":"DPoP","scope":""}`, Token{Access: request.NewSecret("t"), Type: "DPoP", Scope: "s1",
			Note: `The server says that the token's type is "DPoP": it is sent as Bearer all the same.`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := answering(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", test.media)
				io.WriteString(w, test.body)
			})
			token, err := ClientCredentials(t.Context(), native(t), g)
			require.NoError(t, err)
			require.Equal(t, test.want, token)
		})
	}
	t.Run("a refresh without a new refresh token keeps the old one", func(t *testing.T) {
		g, _ := echo(t)
		g.Refresh = request.NewSecret("r")
		token, err := Refresh(t.Context(), native(t), g)
		require.NoError(t, err)
		require.Equal(t, "r", token.Refresh.Reveal())
		require.Equal(t, "s1", token.Scope)
	})
	t.Run("a lifetime in quotes counts", func(t *testing.T) {
		g := answering(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, `{"access_token":"t","expires_in":"90"}`)
		})
		token, err := ClientCredentials(t.Context(), native(t), g)
		require.NoError(t, err)
		require.WithinDuration(t, time.Now().Add(90*time.Second), token.Expires, 10*time.Second)
	})
}

func TestFailuresAreSentences(t *testing.T) {
	tests := []struct {
		name   string
		status int
		header []string
		body   string
		says   string
	}{
		{"an error with a description", 400, []string{"Content-Type", "application/json"}, `{"error":"invalid_scope","error_description":"No \u202eadmin\n here."}`, "The server refused: invalid_scope, No admin here. Check the scope"},
		{"an error of the server's own", 400, []string{"Content-Type", "application/json"}, `{"error":"over_quota"}`, "The server refused: over_quota."},
		{"an error with status 200", 200, []string{"Content-Type", "application/json"}, `{"error":"invalid_grant"}`, "The server refused: invalid_grant. The code"},
		{"a long description", 400, []string{"Content-Type", "application/json"}, `{"error":"x","error_description":"` + strings.Repeat("y", 5000) + `"}`, "…."},
		{"a page", 404, []string{"Content-Type", "text/html"}, "<h1>Not found</h1>", "URL answered 404, and not in the words of OAuth 2"},
		{"a page with status 200", 200, []string{"Content-Type", "text/html"}, "<h1>Hello</h1>", "did not answer in JSON"},
		{"JSON without a token", 200, []string{"Content-Type", "application/json"}, `{"ok":true}`, "Check the URL."},
		{"null", 200, []string{"Content-Type", "application/json"}, `null`, "Check the URL."},
		{"a redirect", 307, []string{"Location", "https://elsewhere.example/token"}, "", `redirects to "https://elsewhere.example/token"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := answering(t, func(w http.ResponseWriter, r *http.Request) {
				for i := 0; i < len(test.header); i += 2 {
					w.Header().Set(test.header[i], test.header[i+1])
				}
				w.WriteHeader(test.status)
				io.WriteString(w, test.body)
			})
			_, err := ClientCredentials(t.Context(), native(t), g)
			require.Contains(t, refused(t, err).Error(), test.says)
			require.Less(t, len(err.Error()), 600)
			_, err = StartDevice(t.Context(), native(t), g)
			if test.status == 200 && !strings.Contains(test.body, "error") {
				require.Contains(t, refused(t, err).Error(), "device authorization URL")
				return
			}
			require.Contains(t, refused(t, err).Error(), test.says)
		})
	}
}

func TestAnErrorOfTheTransportStaysInTheError(t *testing.T) {
	t.Run("nobody listens", func(t *testing.T) {
		nobody := "http://" + peer.Nobody(t)
		g := request.Grant{TokenURL: nobody, DeviceURL: nobody, ClientID: "c"}
		_, err := ClientCredentials(t.Context(), native(t), g)
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		_, err = StartDevice(t.Context(), native(t), g)
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
	})
	t.Run("the answer breaks off", func(t *testing.T) {
		g := answering(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, `{"access_token":"t"}`)
		})
		_, err := ClientCredentials(t.Context(), native(t), g)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	})
	t.Run("the person cancels", func(t *testing.T) {
		arrived := make(chan struct{}, 2)
		g := answering(t, func(w http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body)
			arrived <- struct{}{}
			<-r.Context().Done()
		})
		for _, ask := range []func(context.Context) error{
			func(ctx context.Context) error { _, err := ClientCredentials(ctx, native(t), g); return err },
			func(ctx context.Context) error { _, err := StartDevice(ctx, native(t), g); return err },
		} {
			ctx, cancel := context.WithCancel(t.Context())
			go func() { <-arrived; cancel() }()
			require.ErrorIs(t, ask(ctx), context.Canceled)
		}
	})
}

// read is a transport whose answer is given: what a server may say, of which there is no end.
type read []byte

func (r read) RoundTrip(req *http.Request) (*http.Response, error) {
	return http.ReadResponse(bufio.NewReader(bytes.NewReader(r)), req)
}

func FuzzAnswer(f *testing.F) {
	head := "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
	f.Add([]byte(head + `{"access_token":"t","token_type":"bearer","expires_in":3600,"scope":1}`))
	f.Add([]byte(head + `{"device_code":"d","user_code":"u","verification_uri":"https://a.example","interval":-1,"expires_in":99999999999}`))
	f.Add([]byte(head + "null"))
	f.Add([]byte("HTTP/1.1 400 Bad\r\nContent-Type: text/plain\r\n\r\nerror=x&error_description=%0a%ff"))
	f.Add([]byte("HTTP/1.1 302 Found\r\nLocation: javascript:x\r\n\r\n"))
	f.Fuzz(func(t *testing.T, answer []byte) {
		g := request.Grant{TokenURL: "https://a.example/t", DeviceURL: "https://a.example/d", ClientID: "c"}
		token, err := ClientCredentials(t.Context(), read(answer), g)
		if err == nil {
			require.NotEmpty(t, token.Access.Reveal())
			require.NotEmpty(t, token.Type)
		}
		d, deviceErr := StartDevice(t.Context(), read(answer), g)
		if deviceErr == nil {
			require.Positive(t, d.Interval)
			require.LessOrEqual(t, d.Interval, maxInterval*time.Second)
			for _, page := range []string{d.URL, d.CompleteURL} {
				u, err := url.Parse(page)
				require.NoError(t, err)
				require.Contains(t, []string{"", "http", "https"}, u.Scheme)
			}
		}
		for _, err := range []error{err, deviceErr} {
			if err != nil {
				require.NotContains(t, strings.TrimRight(err.Error(), "\n"), "\n")
			}
		}
	})
}
