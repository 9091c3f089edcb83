package ratelimit

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func in(d time.Duration) time.Time { return now.Add(d) }

func TestRead(t *testing.T) {
	type h = [][2]string
	for _, c := range []struct {
		name    string
		headers h
		want    Limits
		wait    time.Duration
	}{
		{"nothing said", h{{"Content-Type", "text/plain"}}, nil, 0},

		// draft-ietf-httpapi-ratelimit-headers-10, sections 1.3 and 3 to 5
		{
			"one policy", h{{"RateLimit-Policy", `"default";q=100;w=10`}, {"RateLimit", `"default";r=50;t=5`}},
			Limits{{100, 50, in(5 * time.Second), 10 * time.Second, "default", "RateLimit"}}, 0,
		},
		{
			"two policies, one without news", h{{"RateLimit-Policy", `"burst";q=100;w=60,"daily";q=1000;w=86400`}, {"RateLimit", `"burst";r=0;t=42`}},
			Limits{{100, 0, in(42 * time.Second), time.Minute, "burst", "RateLimit"}, {1000, Unknown, time.Time{}, 24 * time.Hour, "daily", "RateLimit-Policy"}}, 42 * time.Second,
		},
		{
			"parameters that nobody needs", h{
				{"RateLimit-Policy", `"peruser";q=100;w=60;pk=:cHsdsRa894==:;qu="content-bytes"`}, {"RateLimit", `"peruser";r=999;pk=:QUJD:;x=?1;y=%"a"`},
			},
			Limits{{100, 999, time.Time{}, time.Minute, "peruser", "RateLimit"}}, 0,
		},
		{
			"two lines", h{{"ratelimit", `"a";r=0;t=1`}, {"ratelimit", `"b";r=0;t=9`}},
			Limits{{Unknown, 0, in(time.Second), 0, "a", "RateLimit"}, {Unknown, 0, in(9 * time.Second), 0, "b", "RateLimit"}}, 9 * time.Second,
		},
		{"a name that is a token, as in draft 8", h{{"RateLimit", `default;r=5`}}, Limits{{Unknown, 5, time.Time{}, 0, "default", "RateLimit"}}, 0},
		{
			"draft 7", h{{"RateLimit", "limit=10, remaining=0, reset=4"}, {"RateLimit-Policy", "10;w=1, 50;w=60, 1000;w=3600"}},
			Limits{
				{10, 0, in(4 * time.Second), time.Second, "", "RateLimit"},
				{50, Unknown, time.Time{}, time.Minute, "", "RateLimit-Policy"}, {1000, Unknown, time.Time{}, time.Hour, "", "RateLimit-Policy"},
			}, 4 * time.Second,
		},
		{
			"drafts up to 6", h{{"RateLimit-Limit", "100, 100;w=60"}, {"RateLimit-Remaining", "0"}, {"RateLimit-Reset", "7"}},
			Limits{{100, 0, in(7 * time.Second), time.Minute, "", "RateLimit-Remaining"}}, 7 * time.Second,
		},
		{
			"draft 6 with its policy", h{{"RateLimit-Limit", "10"}, {"RateLimit-Policy", "10;w=1, 50;w=60"}, {"RateLimit-Remaining", "9"}, {"RateLimit-Reset", "1"}},
			Limits{{50, Unknown, time.Time{}, time.Minute, "", "RateLimit-Policy"}, {10, 9, in(time.Second), time.Second, "", "RateLimit-Remaining"}}, 0,
		},

		{
			"GitHub", h{{"X-Ratelimit-Limit", "60"}, {"X-Ratelimit-Remaining", "0"}, {"X-Ratelimit-Reset", "1772366700"}, {"X-Ratelimit-Resource", "core"}, {"X-Ratelimit-Used", "60"}},
			Limits{{60, 0, in(5 * time.Minute), 0, "core", "X-Ratelimit-Remaining"}}, 5 * time.Minute,
		},
		{
			"Twitter", h{{"x-rate-limit-limit", "900"}, {"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", "1772366460"}},
			Limits{{900, 0, in(time.Minute), 0, "", "x-rate-limit-remaining"}}, time.Minute,
		},
		{
			"seconds to wait", h{{"X-RateLimit-Limit", "5"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}},
			Limits{{5, 0, in(30 * time.Second), 0, "", "X-RateLimit-Remaining"}}, 30 * time.Second,
		},
		{"milliseconds since 1970", h{{"X-RateLimit-Reset", "1772366401500"}}, Limits{{Unknown, Unknown, in(1500 * time.Millisecond), 0, "", "X-RateLimit-Reset"}}, 0},
		{"a reset that has passed", h{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "1772366399"}}, Limits{{Unknown, 0, in(-time.Second), 0, "", "X-RateLimit-Remaining"}}, 0},
		{
			"Discord, whose reset-after needs no clock", h{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset-After", "1.25"}, {"X-RateLimit-Reset", "1772366999.123"}},
			Limits{{Unknown, 0, in(1250 * time.Millisecond), 0, "", "X-RateLimit-Remaining"}}, 1250 * time.Millisecond,
		},
		{
			"Kong's two windows", h{{"X-RateLimit-Limit-Minute", "20"}, {"X-RateLimit-Remaining-Minute", "19"}, {"X-RateLimit-Limit-Hour", "500"}, {"X-RateLimit-Remaining-Hour", "499"}},
			Limits{{20, 19, time.Time{}, time.Minute, "minute", "X-RateLimit-Remaining-Minute"}, {500, 499, time.Time{}, time.Hour, "hour", "X-RateLimit-Remaining-Hour"}}, 0,
		},
		{
			"OpenAI's durations", h{{"x-ratelimit-limit-tokens", "150000"}, {"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "6m0s"}},
			Limits{{150000, 0, in(6 * time.Minute), 0, "tokens", "x-ratelimit-remaining-tokens"}}, 6 * time.Minute,
		},
		{
			"GitLab", h{{"RateLimit-Limit", "60"}, {"RateLimit-Name", "throttle_api"}, {"RateLimit-Remaining", "59"}, {"RateLimit-Reset", "1772366460"}, {"RateLimit-ResetTime", "Sun, 01 Mar 2026 12:01:00 GMT"}},
			Limits{{60, 59, in(time.Minute), 0, "throttle_api", "RateLimit-Remaining"}}, 0,
		},
		{"a date of RFC 3339", h{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "2026-03-01T13:00:10+01:00"}}, Limits{{Unknown, 0, in(10 * time.Second), 0, "", "X-RateLimit-Remaining"}}, 10 * time.Second},
		{"none left and nobody knows until when", h{{"X-RateLimit-Remaining", "0"}}, Limits{{Unknown, 0, time.Time{}, 0, "", "X-RateLimit-Remaining"}}, 0},
		{"the longest wait counts", h{{"RateLimit", `"a";r=0;t=5`}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "9"}}, Limits{
			{Unknown, 0, in(5 * time.Second), 0, "a", "RateLimit"}, {Unknown, 0, in(9 * time.Second), 0, "", "X-RateLimit-Remaining"},
		}, 9 * time.Second},

		{"Retry-After in seconds", h{{"retry-after", " 120 "}}, Limits{{Unknown, 0, in(2 * time.Minute), 0, "", "Retry-After"}}, 2 * time.Minute},
		{"Retry-After at a date", h{{"Retry-After", "Sun, 01 Mar 2026 12:00:03 GMT"}}, Limits{{Unknown, 0, in(3 * time.Second), 0, "", "Retry-After"}}, 3 * time.Second},
		{"Retry-After at a date of RFC 850", h{{"Retry-After", "Sunday, 01-Mar-26 12:00:03 GMT"}}, Limits{{Unknown, 0, in(3 * time.Second), 0, "", "Retry-After"}}, 3 * time.Second},
		{"Retry-After at a date of asctime", h{{"Retry-After", "Sun Mar  1 12:00:03 2026"}}, Limits{{Unknown, 0, in(3 * time.Second), 0, "", "Retry-After"}}, 3 * time.Second},
		{"Retry-After in the past", h{{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}}, Limits{{Unknown, 0, now, 0, "", "Retry-After"}}, 0},
		{"Retry-After is the last word", h{{"RateLimit", `"a";r=0;t=100`}, {"Retry-After", "1"}}, Limits{
			{Unknown, 0, in(time.Second), 0, "", "Retry-After"}, {Unknown, 0, in(100 * time.Second), 0, "a", "RateLimit"},
		}, time.Second},

		{"odd input", h{
			{"Retry-After", "soon"}, {"Retry-After", "-1"}, {"Retry-After", "1.2.3"}, {"Retry-After", "999999999999999999999999"}, {"Retry-After", "Inf"}, {"Retry-After", ""},
			{"Retry-After", "Foo, 06 Nov 1994 08:49:37 GMT"}, {"Retry-After", "Sun, 06 Nov 1994 08:49:37 PST"}, {"Retry-After", "-6m"},
			{"RateLimit", `"a`}, {"RateLimit-Policy", `"a";q`}, {"X-RateLimit-Limit", "unlimited"}, {"X-RateLimit-Remaining", "-1"}, {"X-RateLimit-Reset", "tomorrow"},
			{"X-RateLimit-Resource", "core"}, {"X-RateLimit-", "1"}, {"X-RateLimit-Limit-", "1"}, {"X-RateLimiter", "1"},
		}, nil, 0},
		{"numbers that are no numbers of the draft", h{{"RateLimit", `"a";r=-1;t=1.5, "b";r="1", 5;r=1, "c";t=999999999999, "d"`}, {"RateLimit-Policy", `"a";q=-1, (1 2);q=1, 1.5;w=1`}}, nil, 0},
		{"a limit with lists behind it", h{{"RateLimit-Limit", "5, (1 2);w=1, :QUI=:;w=2, 6;w=3"}}, Limits{{5, Unknown, time.Time{}, 0, "", "RateLimit-Limit"}}, 0},
		{"a policy with an impossible window", h{{"RateLimit-Policy", `"a";q=5;w=999999999999999`}}, Limits{{5, Unknown, time.Time{}, 0, "a", "RateLimit-Policy"}}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Read(c.headers, now)
			require.Equal(t, c.want, got)
			require.Equal(t, c.wait, got.Wait(now))
			require.Zero(t, got.Wait(now.Add(1e6*time.Hour)))
		})
	}
}

func TestTwoDigitsOfAYear(t *testing.T) {
	for text, year := range map[string]int{
		"Sunday, 06-Nov-94 08:49:37 GMT": 1994, "Sunday, 06-Nov-70 08:49:37 GMT": 2070, "Sunday, 06-Nov-76 08:49:37 GMT": 1976, "Sunday, 06-Nov-00 08:49:37 GMT": 2000,
	} {
		got, ok := moment(text, now)
		require.True(t, ok, text)
		require.Equal(t, time.Date(year, 11, 6, 8, 49, 37, 0, time.UTC), got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("RateLimit", `"a";r=0;t=5`, "RateLimit-Policy", `"a";q=5;w=5`)
	f.Add("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1772366700")
	f.Add("Retry-After", "Sunday, 06-Nov-94 08:49:37 GMT", "x-rate-limit-reset-after", "1.5")
	f.Add("RateLimit", "limit=10, remaining=0, reset=4", "RateLimit-Limit", "10, 10;w=1")
	f.Fuzz(func(t *testing.T, name1, value1, name2, value2 string) {
		limits := Read([][2]string{{name1, value1}, {name2, value2}}, now)
		for _, l := range limits {
			require.GreaterOrEqual(t, l.Limit, int64(Unknown))
			require.GreaterOrEqual(t, l.Remaining, int64(Unknown))
			require.GreaterOrEqual(t, l.Window, time.Duration(0))
			require.NotEmpty(t, l.Source)
			require.Less(t, l.Reset.Year(), 10_000)
		}
		require.GreaterOrEqual(t, limits.Wait(now), time.Duration(0))
		require.LessOrEqual(t, len(limits), len(value1)+len(value2)+2)
	})
}
