package auth

import (
	"io"
	"net/http"
	"sync"

	"roundtrip/app/request"
)

// Digest answers servers that ask for the Digest scheme (RFC 7616), and remembers what they asked, so that only the first
// request of a protection space is refused. The zero value is ready; it is safe for concurrent use.
type Digest struct {
	mu     sync.Mutex
	spaces []*space // those that were asked for last at the end
}

// maxAnswers bounds the answers to challenges of one request, should each be called stale.
const maxAnswers = 3

// Transport gives a round tripper that sends through next with a user's name and password. A response of 401 with a
// challenge is answered once, and again where the server calls the nonce stale; next sees every exchange. The body of a
// response that is answered is closed. A request whose body cannot be had again from GetBody is not answered.
//
// It answers any server that it is used for: after a redirect to another origin the caller uses next itself.
func (d *Digest) Transport(a request.Auth, next http.RoundTripper) http.RoundTripper {
	return &digestTransport{d, a, next}
}

type digestTransport struct {
	memory *Digest
	auth   request.Auth
	next   http.RoundTripper
}

func (t *digestTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	repeatable := !hasBody(req) || req.GetBody != nil
	at := t.memory.find(req.URL)
	if !repeatable && at != nil {
		if qop, _ := at.challenge.protection(); qop == "auth-int" {
			at = nil // its body cannot be hashed before it is sent
		}
	}
	body := req.Body
	for answers := 0; ; answers++ {
		out, err := t.attempt(req, at, body)
		if err != nil {
			if body != nil {
				body.Close()
			}
			return nil, err
		}
		resp, err := t.next.RoundTrip(out)
		if err != nil {
			return resp, err
		}
		if resp.StatusCode != http.StatusUnauthorized {
			if at != nil {
				t.memory.renew(at, resp.Header)
			}
			return resp, nil
		}
		asked, found := bestChallenge(resp.Header)
		refused := answers > 0 && !asked.stale
		if !found || refused || !repeatable || answers == maxAnswers {
			if at != nil {
				t.memory.forget(at)
			}
			return resp, nil
		}
		discard(resp.Body)
		at = t.memory.remember(req.URL, asked)
		if hasBody(req) {
			if body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

// attempt is the request with credentials for a space, or without where none is known.
func (t *digestTransport) attempt(req *http.Request, at *space, body io.ReadCloser) (*http.Request, error) {
	out := req.Clone(req.Context())
	out.Body = body
	if at == nil {
		return out, nil
	}
	credentials, err := t.memory.use(at).answer(req, t.auth)
	if err != nil {
		return nil, err
	}
	set(out.Header, "Authorization", credentials)
	return out, nil
}

// discard reads a short body to its end, so that the connection can be used again.
func discard(body io.ReadCloser) {
	io.CopyN(io.Discard, body, 64<<10)
	body.Close()
}
