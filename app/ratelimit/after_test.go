package ratelimit

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRetryAfterIsReadAsItIsSent(t *testing.T) {
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		fields []string
		want   time.Duration
		ok     bool
	}{
		{"seconds", []string{"12"}, 12 * time.Second, true},
		{"with white space around", []string{" 2 "}, 2 * time.Second, true},
		{"nothing", nil, 0, false},
		{"an empty field", []string{""}, 0, false},
		{"a duration of Go", []string{"1m0s"}, 0, false},
		{"words", []string{"soon"}, 0, false},
		{"a part of a second is rounded up", []string{"0.503"}, time.Second, true},
		{"less than nothing is at once", []string{"-5"}, 0, true},
		{"a date", []string{"Tue, 01 Dec 2026 10:01:00 GMT"}, time.Minute, true},
		{"a date of the past is at once", []string{"Wed, 21 Oct 2015 07:28:00 GMT"}, 0, true},
		{"two lines: the longer", []string{"1", "3"}, 3 * time.Second, true},
		{"two lines as fetch joins them", []string{"3, 1"}, 3 * time.Second, true},
		{"one that cannot be read among them", []string{"1", "later"}, 0, false},
		{"seconds since 1970", []string{"1796119260"}, time.Minute, true},
	} {
		wait, ok := RetryAfter(c.fields, now)
		require.Equal(t, c.ok, ok, c.name)
		require.Equal(t, c.want, wait, c.name)
	}
	for _, huge := range []string{"99999999999", "99999999999999999999999", "9e9"} {
		wait, ok := RetryAfter([]string{huge}, now)
		if ok {
			require.Greater(t, wait, 24*365*time.Hour, huge)
		}
	}
}
