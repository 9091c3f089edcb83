package auth

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"time"

	"roundtrip/app/request"
)

// Sign puts the credentials of the kinds OAuth1, AWS, JWT and HMAC on a request whose URL and headers are final; for any
// other kind there is nothing to do. Credentials are headers, or parameters of the query where AWS signs it.
//
// Body gives the exact bytes of the body, from the start each time it is called; it is nil without a body. They are
// streamed, except for forms that OAuth 1.0a signs. The context of the request ends the reading.
func Sign(req *http.Request, a request.Auth, body func() (io.Reader, error), now time.Time) error {
	switch a.Kind {
	case request.OAuth1:
		return signOAuth1(req, a.OAuth1, body, now, rand.Text())
	case request.AWS:
		return signAWS(req, a.AWS, body, now)
	case request.JWT:
		return signJWT(req, a.JWT, now)
	case request.HMAC:
		return signHMAC(req, a.HMAC, body, now)
	}
	return nil
}

// copyBody writes the body to a hash, from its start.
func copyBody(ctx context.Context, to io.Writer, body func() (io.Reader, error)) error {
	if body == nil {
		return nil
	}
	r, err := body()
	if err != nil {
		return fmt.Errorf("open the body to sign it: %w", err)
	}
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	if _, err := io.Copy(to, cancellable{ctx, r}); err != nil {
		return fmt.Errorf("read the body to sign it: %w", err)
	}
	return nil
}

// cancellable is a reader that a context ends: hashing a large file takes seconds.
type cancellable struct {
	ctx  context.Context
	from io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.from.Read(p)
}
