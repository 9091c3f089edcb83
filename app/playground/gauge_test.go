package playground

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestRateLimitsReadAsGauges(t *testing.T) {
	at := time.Date(2026, 1, 31, 12, 0, 0, 0, time.Local)
	gauges := func(headers ...string) []Gauge {
		h := exchange.Head{At: at}
		for i := 0; i+1 < len(headers); i += 2 {
			h.Headers = append(h.Headers, exchange.Field{Name: headers[i], Value: headers[i+1]})
		}
		return Gauges(h)
	}
	require.Empty(t, gauges("Content-Type", "text/plain"))
	got := gauges("X-RateLimit-Limit", "60", "X-RateLimit-Remaining", "59", "X-RateLimit-Reset", "30")
	require.Len(t, got, 1)
	require.EqualValues(t, 60, got[0].Limit)
	require.EqualValues(t, 59, got[0].Remaining)
	require.Equal(t, "59 of 60 left, anew at 12:00:30", got[0].Text)
	got = gauges("Retry-After", "90")
	require.Equal(t, "None left, anew at 12:01:30", got[0].Text)
	require.Zero(t, got[0].Limit)
}
