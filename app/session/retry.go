package session

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/ratelimit"
	"roundtrip/app/request"
)

// retry sends a request again that failed in a way that may pass, as urllib3's Retry does below requests.
type retry struct{ next http.RoundTripper }

// afterStatuses are those whose Retry-After is heeded though nobody listed them (urllib3, Retry.RETRY_AFTER_STATUS_CODES).
var afterStatuses = []int{http.StatusRequestEntityTooLarge, http.StatusTooManyRequests, http.StatusServiceUnavailable}

func (r retry) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	o := c.options().Retry
	for failures := 1; ; failures++ {
		resp, err := r.next.RoundTrip(req)
		cause := retryCause(req, resp, err, o)
		if cause == "" || o.Total == 0 {
			return resp, err
		}
		if failures > o.Total {
			if err != nil || o.Return || !slices.Contains(o.Statuses, resp.StatusCode) {
				return resp, err
			}
			resp.Body.Close()
			return nil, &chainError{exchange.Retries, fmt.Sprintf("All %d attempts were answered with a status that is tried again; the last was %s.", failures, cause)}
		}
		wait, asked, unread := pause(o, resp, failures)
		what := "Not sent again: the next attempt would be due in"
		if asked {
			what = "Not sent again: the server asks to wait (Retry-After) for"
		}
		if c.declines(req.Context(), wait, what) {
			return resp, err
		}
		if resp != nil {
			_, _ = io.CopyN(io.Discard, resp.Body, maxDrained)
			resp.Body.Close()
		}
		if req, err = again(req); err != nil {
			return nil, err
		}
		if unread != "" {
			c.note = fmt.Sprintf("Retry-After: %s is neither seconds nor a date, so the backoff was used.", unread)
			cause += ", whose Retry-After cannot be read"
		}
		if err := c.wait(req.Context(), wait, exchange.Wait{Attempt: failures + 1, Of: o.Total + 1, Cause: cause, Asked: asked}); err != nil {
			return nil, err
		}
		c.why = exchange.Retrying
	}
}

// retryCause says why a request is to be sent again, or "".
func retryCause(req *http.Request, resp *http.Response, err error, o request.Retry) string {
	if err != nil {
		if req.Context().Err() != nil {
			return "" // cancelled, or out of time
		}
		failure := Fail(err, callOf(req.Context()).prepared)
		switch failure.Kind {
		case exchange.ConnectTime, exchange.Unreachable, exchange.Proxy:
			if !failure.Cause.Lost() || o.Allows(req.Method) {
				return string(failure.Kind) // where nothing has reached the server, every method may be sent again
			}
		case exchange.ReadTime, exchange.Blocked, exchange.BrokenBody:
			if o.Allows(req.Method) {
				return string(failure.Kind)
			}
		}
		return ""
	}
	listed := slices.Contains(o.Statuses, resp.StatusCode)
	asked := !o.NoHeader && resp.Header.Get("Retry-After") != "" && slices.Contains(afterStatuses, resp.StatusCode)
	if !o.Allows(req.Method) || !listed && !asked {
		return ""
	}
	return strings.TrimSpace(strconv.Itoa(resp.StatusCode) + " " + reason(resp))
}

// pause is how long to wait after so many failures; asked says that it is the server's Retry-After, which is unread where it cannot be
// read. The server's word is not cut: see declines.
func pause(o request.Retry, resp *http.Response, failures int) (wait time.Duration, asked bool, unread string) {
	if resp != nil && !o.NoHeader && resp.Header.Get("Retry-After") != "" {
		fields := resp.Header.Values("Retry-After")
		if wait, ok := ratelimit.RetryAfter(fields, time.Now()); ok {
			return wait, true, ""
		}
		unread = strings.Join(fields, ", ")
	}
	if failures <= 1 {
		return 0, false, unread // as urllib3: the first retry comes at once
	}
	wait = min(o.Backoff, o.MaxOrDefault())
	for range failures - 1 {
		wait = min(2*wait, o.MaxOrDefault())
	}
	if o.Jitter > 0 {
		wait += rand.N(o.Jitter)
	}
	return min(wait, o.MaxOrDefault()), false, unread
}

// again is a request once more, with its body from the start.
func again(req *http.Request) (*http.Request, error) {
	next := req.Clone(req.Context())
	if req.Body == nil || req.Body == http.NoBody {
		return next, nil
	}
	if req.GetBody == nil {
		return nil, errors.New("the body cannot be sent again")
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	next.Body = body
	return next, nil
}

// sleep waits, unless the exchange ends first.
func sleep(ctx context.Context, wait time.Duration) error {
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
