package session

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Watch is told what happens to an exchange on its way. Its functions may be nil, and must return soon.
type Watch struct {
	Uploaded func(sent int64)                              // bytes of the request's body that went out
	Hop      func(exchange.Hop)                            // a request and its response's head, or its failure
	Raw      func(hop int, whole func() *exchange.Traffic) // of a hop over HTTP/1.1, before it is told: whole gives what was recorded so far
	Wait     func(exchange.Wait)                           // the pause before the next attempt begins
	Untimed  bool                                          // nobody will ask for the browser's own timing
	Count    bool                                          // nobody looks at the body soon: a browser's transport may count it before it returns
	Keep     int64                                         // with Count: what it may keep of all such bodies, in bytes
}

// call is what the round trippers of one exchange share. They find it in the context of the request.
type call struct {
	prepared *Prepared
	watch    Watch
	start    time.Time
	hops     int
	why      exchange.Why         // of the next hop
	cookies  []exchange.SetCookie // of the response that came last
	note     string               // of the next hop: what was made of what the server said
	paused   time.Time            // when the pause before the next hop began
	away     bool                 // a redirect has led away from the origin that the credentials are meant for
	withheld []string             // headers that a redirect left out of the next hop
	carried  []string             // credentials that the next hop takes to another origin
	bodyTo   string               // another host, to which the next hop takes the body
	alive    func()               // tells the read timeout of bytes that went out or came in
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// SetCookies notes what became of the cookies that a response set, for [CookiesOf] the response that is the last.
func SetCookies(resp *http.Response, list []exchange.SetCookie) {
	if c, ok := resp.Request.Context().Value(callKey{}).(*call); ok {
		c.cookies = list
	}
}

// CookiesOf lists the cookies that a response set, the last of its exchange.
func CookiesOf(resp *http.Response) []exchange.SetCookie {
	if c, ok := resp.Request.Context().Value(callKey{}).(*call); ok {
		return c.cookies
	}
	return nil
}

func (c *call) options() request.Options { return c.prepared.Options }

// counts reports whether the browser's transport counts the body, and sees to the read timeout itself: to the usual one, since it does not
// look at each stretch of a short body, and gives no time for one that takes long to go out. The cache needs the body.
func (c *call) counts() bool {
	o := c.prepared.Options
	return c.prepared.browser && c.watch.Count && !o.Stream && o.Keep == 0 && !o.KeepServed && o.Timeout == 0 && o.Read == 0 &&
		c.prepared.Body.Size() <= briefUpload
}

// briefUpload is the most, in bytes, that goes out well within the usual read timeout, however slow the connection.
const briefUpload = 100 << 10

func (c *call) uploaded(sent int64) {
	c.heard()
	if c.watch.Uploaded != nil {
		c.watch.Uploaded(sent)
	}
}

// heard tells the read timeout of bytes that came in.
func (c *call) heard() {
	if c.alive != nil {
		c.alive()
	}
}

// wait tells of a pause, and makes it.
func (c *call) wait(ctx context.Context, pause time.Duration, w exchange.Wait) error {
	c.paused = time.Now()
	w.For = float64(pause) / float64(time.Millisecond)
	w.Until = Since(c.start) + w.For
	if c.watch.Wait != nil {
		c.watch.Wait(w)
	}
	return sleep(ctx, pause)
}

// declines says why a pause is not made that a server asks for, and reports whether it is so: because it is longer than a person lets it
// be, or than what is left of the total timeout. Nothing is gained by waiting for less.
func (c *call) declines(ctx context.Context, pause time.Duration, what string) bool {
	most := c.options().Retry.MaxOrDefault()
	deadline, ends := ctx.Deadline()
	why := ""
	switch {
	case pause > most:
		why = fmt.Sprintf("That is more than Options > Retries > Longest wait, %s.", long(most))
	case ends && pause > time.Until(deadline):
		why = fmt.Sprintf("That is more than what is left of Options > Total timeout, %s.", long(c.options().Total))
	default:
		return false
	}
	if c.watch.Wait != nil {
		c.watch.Wait(exchange.Wait{Declined: what + " " + long(pause) + ". " + why})
	}
	return true
}

// long writes a duration for people, to the second where it is longer.
func long(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 1000*day:
		return "more than 1000 days"
	case d >= 2*day:
		return fmt.Sprintf("%d days", d/day)
	case d < time.Second:
		return d.Round(time.Millisecond).String()
	}
	text := d.Round(time.Second).String()
	text = strings.TrimSuffix(text, "m0s") + map[bool]string{true: "m"}[strings.HasSuffix(text, "m0s")]
	return strings.TrimSuffix(text, "h0m") + map[bool]string{true: "h"}[strings.HasSuffix(text, "h0m")]
}
