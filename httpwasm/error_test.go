package httpwasm

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

type slow struct{}

func (slow) Error() string { return "no answer in time" }
func (slow) Timeout() bool { return true }

func TestTheEndOfAContextSaysHowAndWhy(t *testing.T) {
	past := time.Unix(0, 0)
	reason := errors.New("the user pressed escape")
	for sentence, c := range map[string]struct {
		end  func(context.Context) (context.Context, context.CancelFunc)
		kind Kind
		is   []error
	}{
		"a cancel": {func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			cancel()
			return ctx, cancel
		}, Cancelled, []error{context.Canceled}},
		"a cancel with a cause": {func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(ctx)
			cancel(reason)
			return ctx, func() {}
		}, Cancelled, []error{context.Canceled, reason}},
		"a deadline": {func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithDeadline(ctx, past)
		}, TimedOut, []error{context.DeadlineExceeded}},
		"a deadline with a cause": {func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithDeadlineCause(ctx, past, reason)
		}, TimedOut, []error{context.DeadlineExceeded, reason}},
		"a cancel because something took too long": {func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(ctx)
			cancel(slow{})
			return ctx, func() {}
		}, TimedOut, []error{context.Canceled, slow{}}},
	} {
		t.Run(sentence, func(t *testing.T) {
			ctx, cancel := c.end(t.Context())
			defer cancel()
			kind, cause := ended(ctx)
			require.Equal(t, c.kind, kind)
			err := error(&Error{Kind: kind, Method: "GET", URL: "http://a.example/", Err: cause})
			for _, target := range c.is {
				require.ErrorIs(t, err, target)
			}
			require.Equal(t, kind == TimedOut, os.IsTimeout(err))
			require.ErrorContains(t, err, `GET "http://a.example/": `+string(kind))
		})
	}
}
