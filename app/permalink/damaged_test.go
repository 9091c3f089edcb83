package permalink

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestLinksThatCannotBeOpened(t *testing.T) {
	r, _ := full()
	good, err := Keep(r).Link(nil)
	require.NoError(t, err)
	packed := func(text string) string { return "v1." + pack([]byte(text)) }
	cases := []struct {
		name, fragment string
		err            error
	}{
		{"nothing", "", ErrNotLink},
		{"a heading", "installation", ErrNotLink},
		{"a version number", "v1", ErrNotLink},
		{"a release", "v1.2.3-notes", ErrDamaged},
		{"another app's query", "?tab=1&x=2", ErrNotLink},
		{"another app's state", "/path?url=x", ErrNotLink},
		{"a version that never was", "v0." + good[3:], ErrNotLink},
		{"no number", "vx.abc", ErrNotLink},
		{"the next version", "v3.abc", ErrNewer},
		{"a far version", "v123456789012345678901234567890.~~", ErrNewer},
		{"only the version", "v1.", ErrTruncated},
		{"half of it", good[:len(good)/2], ErrTruncated},
		{"the end missing", good[:len(good)-1], ErrTruncated},
		{"a strange character", good[:20] + "~" + good[21:], ErrDamaged},
		{"two characters swapped", good[:20] + good[21:22] + good[20:21] + good[22:], ErrDamaged},
		{"something behind it", good + "AAAA", ErrDamaged},
		{"far too long", "v1." + strings.Repeat("A", 4<<20), ErrTooLarge},
		{"far too long by hand", "?url=" + strings.Repeat("A", 4<<20), ErrTooLarge},
		{"a bomb", packed(strings.Repeat("\x00", 4<<20)), ErrTooLarge},
		{"a record of the future", packed("U\x01x~"), ErrNewer},
		{"a mode of the future", packed("E\x06manual"), ErrNewer},
		{"a flag of the future", packed("U\x04x?a=P\x80\x01a\x01b"), ErrNewer},
		{"text that breaks off", packed("U\x7fx"), ErrDamaged},
		{"a length that never ends", packed("U\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), ErrDamaged},
		{"a timeout that is none", packed("D\x01x"), ErrDamaged},
		{"a hole with braces", packed("A\x03a}}"), ErrDamaged},
		{"too many headers", packed(strings.Repeat("H\x01a\x00", maxRows+1)), ErrTooLarge},
		{"a form that promises more than it has", packed("F\xff\xff\xff\x7f\x00\x01a\x01b"), ErrDamaged},
		{"too many parameters", packed("U\x89\x27" + strings.Repeat("a&", 2500) + "b"), ErrTooLarge},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			link, err := Decode(c.fragment)
			require.ErrorIs(t, err, c.err)
			require.Zero(t, link)
			for _, other := range []error{ErrNotLink, ErrDamaged, ErrTruncated, ErrTooLarge, ErrNewer} {
				if other != c.err {
					require.NotErrorIs(t, err, other)
				}
			}
		})
	}
}

func TestEveryTruncationAndAlterationIsNoticed(t *testing.T) {
	r, secrets := full()
	good, err := Keep(r).Link(secrets)
	require.NoError(t, err)
	for i := 3; i < len(good); i++ {
		_, err := Decode(good[:i])
		require.ErrorIs(t, err, ErrTruncated, "cut at %d", i)
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~ "
	for i := 3; i < len(good); i++ {
		for _, c := range alphabet {
			if altered := good[:i] + string(c) + good[i+1:]; altered != good && altered != good[:len(good)-1]+"." {
				_, err := Decode(altered)
				require.Error(t, err, "%q at %d", c, i)
				require.NotErrorIs(t, err, ErrNotLink)
			}
		}
	}
}

func TestPunctuationBehindALinkIsNoPartOfIt(t *testing.T) {
	r, _ := full()
	good, err := Keep(r).Link(nil)
	require.NoError(t, err)
	for _, end := range []string{".", ",", ")", ").", "\">", "!", "**"} {
		_, err := Decode(good + end)
		require.NoError(t, err, "%q", end)
	}
}

func TestABombIsNotInflated(t *testing.T) {
	bomb := "v1." + pack(make([]byte, 16<<20))
	require.Less(t, len(bomb), maxFragment)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Decode(bomb)
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, ErrTooLarge)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20))
}

func FuzzDecode(f *testing.F) {
	for _, c := range typical {
		fragment, _ := Keep(c.request).Link(nil)
		f.Add(fragment)
	}
	r, secrets := full()
	fragment, _ := Keep(r).Link(secrets)
	f.Add("#" + fragment)
	for _, s := range []string{"", "v1.", "v2.x", "v3.x", "?url=https://h/?a=1&b=2&method=POST", "?auth=basic&user=a&token={{t}}", "?json={}&form=a=b&timeout=1e999&header=x", "?param=a&param&param==&url={{base}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		link, err := Decode(fragment)
		if err == nil {
			comesBack(t, link.Request)
		}
	})
}

func FuzzRecords(f *testing.F) {
	for _, c := range typical {
		sealed := Keep(c.request).sealed
		text, _ := writeRequest(sealed, nil)
		f.Add(string(text))
	}
	r, secrets := full()
	sealed := Keep(r).sealed
	text, _ := writeRequest(sealed, secrets)
	f.Add(string(text))
	f.Add("Y\x06digestN\x04user\x01uN\x08password\x08passwordN\x05retry\x013")
	f.Add("N\x05pages\x06cursorN\x0apages-path\x04nextN\x0fpages-parameter\x01cN\x09pages-max\x019")
	f.Add("I\x01k\x05query\x00U\x0eh?a=x y&b&c=1R\x01P\x01\x01o\x01vP\x00\x01b\x00F\x02\x00\x01a\x01b\x01\x01c\x00Z\x08\x01n\x05\x01tW\x01hV\x01h\x01x")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 64<<10 {
			return
		}
		r, err := readRequest(text, 2)
		if err == nil {
			comesBack(t, r)
		}
	})
}

func comesBack(t *testing.T, r request.Request) {
	sealed := Keep(r).sealed
	fragment, err := Keep(r).Link(nil)
	if err != nil {
		require.ErrorIs(t, err, ErrTooLargeForLink)
		return
	}
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.Equal(t, sealed, link.Request)
}
