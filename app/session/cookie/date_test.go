package cookie

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestDatesOfTheCorpus(t *testing.T) {
	cases := corpus[struct {
		Test     string
		Expected *string
	}](t, "dates.jsonl")
	for _, c := range cases {
		t.Run(c.Test, func(t *testing.T) {
			got, ok := parseDate(c.Test)
			require.Equal(t, c.Expected != nil, ok)
			if ok {
				require.Equal(t, *c.Expected, got.Format(http.TimeFormat))
			}
		})
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the parts come in any order", "2031 GMT 01:02:03 Dec 9", "2031-12-09T01:02:03Z"},
		{"two digits from 70 are of the last century", "1 Jan 70 00:00:00", "1970-01-01T00:00:00Z"},
		{"two digits up to 69 are of this century", "1 Jan 69 00:00:00", "2069-01-01T00:00:00Z"},
		{"a leap day exists", "29 Feb 2028 00:00:00", "2028-02-29T00:00:00Z"},
		{"a leap day of a common year does not", "29 Feb 2027 00:00:00", ""},
		{"31 April does not become 1 May", "31 Apr 2027 00:00:00", ""},
		{"1601 is the first year", "1 Jan 1601 00:00:00", "1601-01-01T00:00:00Z"},
		{"1600 is before it", "1 Jan 1600 00:00:00", ""},
		{"five digits are no year", "1 Jan 20270 00:00:00", ""},
		{"one digit is no year", "1 Jan 7 00:00:00", ""},
		{"day nought does not exist", "0 Jan 2027 00:00:00", ""},
		{"a second has 60 of nothing", "1 Jan 2027 00:00:60", ""},
		{"24 o'clock does not exist", "1 Jan 2027 24:00:00", ""},
		{"a time without seconds is none", "1 Jan 2027 12:00", ""},
		{"letters behind a number do not hurt", "1st Jan 2027AD 12:00:00Z", "2027-01-01T12:00:00Z"},
		{"the first month counts", "1 Feb Mar 2027 12:00:00", "2027-02-01T12:00:00Z"},
		{"nothing is no date", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := parseDate(test.text)
			require.Equal(t, test.want != "", ok)
			if ok {
				require.Equal(t, test.want, got.Format(time.RFC3339))
			}
		})
	}
}

// A date that was read, written as servers write dates, is the same date.
func FuzzDate(f *testing.F) {
	f.Add("Wed, 09 Dec 2009 16:27:23 GMT")
	f.Add("Thu, 19/Apr\\2007 16:00:00 GMT")
	f.Add("98 April 17 21:01:22")
	f.Fuzz(func(t *testing.T, text string) {
		date, ok := parseDate(text)
		if !ok {
			return
		}
		require.True(t, date.Year() >= 1601 && date.Year() <= 9999, date)
		again, ok := parseDate(date.Format(http.TimeFormat))
		require.True(t, ok)
		require.Equal(t, date, again)
		_, err := json.Marshal(date)
		require.NoError(t, err)
	})
}
