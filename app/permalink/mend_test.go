package permalink

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// What mails, chats and other programs do to links, and what location.hash then says.
func TestLinksOpenAfterChatsAndMails(t *testing.T) {
	r, _ := full()
	good, err := Keep(r).Link(nil)
	require.NoError(t, err)
	require.Greater(t, len(good), 160)
	want, err := Decode(good)
	require.NoError(t, err)
	half := len(good) / 2
	hand := "?method=POST&url=https://h/x?a=1&json={\"a\":1}&header=X-A:%20b"
	handWant, err := Decode(hand)
	require.NoError(t, err)
	cases := []struct{ name, before, between, after string }{
		{"as it was made", "", "", ""},
		{"a greater-than sign behind it", "", "", ">"},
		{"the same, as a browser writes it", "", "", "%3E"},
		{"a bracket", "", "", ")"},
		{"a bracket and a full stop", "", "", ")."},
		{"Markdown", "", "", "](x"},
		{"a quotation mark and more HTML", "", "", `"><b>`},
		{"what mail programs count by", "", "", "&utm_source=mail&utm_medium=email"},
		{"what social networks count by", "", "", "&fbclid=IwAR0abc-DEF"},
		{"a space", "", "", " "},
		{"an encoded space", "", "", "%20"},
		{"an encoded line break", "", "", "%0A"},
		{"a space and more words", "", "", " and then"},
		{"an encoded space and more words", "", "", "%20and%20then"},
		{"a character that nobody sees", "", "", "\u200b"},
		{"the same, as a browser writes it", "", "", "%E2%80%8B"},
		{"spaces before", " \t", "", ""},
		{"a wrapped line", "", "\n", ""},
		{"a wrapped line with spaces", "", "\r\n    ", ""},
		{"a wrapped line of a quoted mail", "", "\n> ", "\n"},
		{"a wrapped line as a browser writes it", "", "%20", ""},
		{"quoted-printable", "", "=\r\n", ""},
		{"a soft hyphen", "", "\u00ad", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			link, err := Decode(c.before + good[:half] + c.between + good[half:] + c.after)
			require.NoError(t, err)
			require.Equal(t, want, link)
			if c.between == "" && !strings.Contains(c.after, "then") && !strings.Contains(c.after, "<b>") && c.after != "](x" && c.after != ")." {
				link, err = Decode(c.before + hand + c.after)
				require.NoError(t, err)
				require.Equal(t, handWant.Request, link.Request)
			}
		})
	}
	for name, fragment := range map[string]string{
		"a capital version":        "V" + good[1:],
		"encoded as a whole":       url.QueryEscape(good),
		"encoded as a whole twice": url.QueryEscape(url.QueryEscape("#" + good)),
		"its full stop encoded":    strings.Replace(good, ".", "%2E", 1),
	} {
		link, err := Decode(fragment)
		require.NoError(t, err, name)
		require.Equal(t, want, link, name)
	}
	for name, fragment := range map[string]string{
		"encoded as a whole":       url.QueryEscape(hand),
		"its question mark":        "%3F" + hand[1:],
		"its marks, not the first": "?" + url.QueryEscape(hand[1:]),
		"its ampersands for HTML":  strings.ReplaceAll(hand, "&", "&amp;"),
	} {
		link, err := Decode(fragment)
		require.NoError(t, err, name)
		require.Equal(t, handWant.Request, link.Request, name)
	}
}

func TestALinkThatLostItsCaseSaysSo(t *testing.T) {
	r, _ := full()
	good, err := Keep(r).Link(nil)
	require.NoError(t, err)
	for _, fragment := range []string{strings.ToUpper(good), strings.ToLower(good), strings.ToUpper(good) + "&UTM_SOURCE=X"} {
		_, err = Decode(fragment)
		require.ErrorIs(t, err, ErrRecased)
		require.ErrorIs(t, err, ErrDamaged)
	}
	link, err := Decode("?METHOD=PATCH&URL=HTTPS://API.EXAMPLE.COM/ITEMS?A=1&REDIRECT=STOP&TIMEOUT=5")
	require.NoError(t, err, "by hand it can be read")
	require.Equal(t, "https://api.example.com/ITEMS?A=1", link.Request.URL)
	require.Equal(t, "PATCH", link.Request.Method)
	require.Equal(t, request.Stop, link.Request.Options.Redirect)
	require.Equal(t, 5*time.Second, link.Request.Options.Timeout)
	require.Contains(t, link.Notices[0], "capitals")
}

func TestWhatIsTakenOffALinkByHandIsSaid(t *testing.T) {
	for fragment, want := range map[string]struct {
		url    string
		notice string
	}{
		"?url=https://h/x)":                                  {"https://h/x", "“)” behind the link was left out"},
		"?url=https://h/(x)":                                 {"https://h/(x)", ""},
		"?url=https://h/x%3E":                                {"https://h/x", "“>” behind the link was left out"},
		"?url=https://h/x&utm_source=mail":                   {"https://h/x", `"utm_source" was left out`},
		"?url=https://h/x?a=1&utm_source=mail&gclid=1":       {"https://h/x?a=1", `"gclid" was left out`},
		"?url=https://h/x?utm_source=a&utm_medium=b":         {"https://h/x?utm_source=a&utm_medium=b", ""},
		"?url=https://h/x%3Futm_source%3Da%26utm_medium%3Db": {"https://h/x?utm_source=a&utm_medium=b", ""},
		"?url=https://h/x\r\n":                               {"https://h/x", ""},
		"?url=https://h/x%20%0A":                             {"https://h/x", "white space behind the link was left out"},
		"?url=https://h/x?a=1&b=2%20%3E":                     {"https://h/x?a=1&b=2", "“>” behind the link was left out; white space behind"},
		"?url=https://h/x%22":                                {"https://h/x", `“"” behind the link was left out`},
		"?url=https://h/x%3E&utm_source=mail":                {"https://h/x", "“>” behind the link was left out"},
		"?url=https://h/x?q=%3E":                             {"https://h/x?q=>", ""},
		"?url=https%3A%2F%2Fh%2Fx%3Fq%3D%3E":                 {"https://h/x?q=>", ""},
		"?url=https://h/x?q=%3A%29":                          {"https://h/x?q=:)", ""},
		"?url=https://h/x?a%5B0%5D=it%27":                    {"https://h/x?a[0]=it'", ""},
		"?url=https://h/x?a=b%5D":                            {"https://h/x?a=b]", ""},
		"?url=https://youtube.com/watch?v=abc&si=xyz":        {"https://youtube.com/watch?v=abc&si=xyz", ""},
		"?url=https://h/x?a=1&__s=1&s_cid=2&igsh=3":          {"https://h/x?a=1&__s=1&s_cid=2&igsh=3", ""},
		"?url=https://h/x?a=1&ref_src=b&mc_cid=c":            {"https://h/x?a=1&ref_src=b&mc_cid=c", ""},
		"?url=https://h/x?q=it's":                            {"https://h/x?q=it's", ""},
		"?url=https://h/x&body=<a/>":                         {"https://h/x", ""},
		"?url=https://h/x?q=(a%20b&utm_campaign=x":           {"https://h/x?q=(a b", `"utm_campaign" was left out`},
	} {
		link, err := Decode(fragment)
		require.NoError(t, err, fragment)
		require.Equal(t, want.url, link.Request.URL, fragment)
		if want.notice == "" {
			require.Empty(t, link.Notices, fragment)
		} else {
			require.Contains(t, strings.Join(link.Notices, "; "), want.notice, fragment)
		}
	}
}

func TestWhatWasEncodedAtTheEndOfALinkByHandStays(t *testing.T) {
	type fields = []request.Field
	const ndjson = "?url=https://h/_bulk&type=application/x-ndjson&body=%7B%22index%22%3A%7B%7D%7D%0A%7B%22a%22%3A1%7D%0A"
	for fragment, want := range map[string]request.Request{
		ndjson:                              {Body: request.Body{Text: "{\"index\":{}}\n{\"a\":1}\n"}},
		url.QueryEscape(ndjson):             {Body: request.Body{Text: "{\"index\":{}}\n{\"a\":1}\n"}},
		"?url=h&body=a%20":                  {Body: request.Body{Text: "a "}},
		"?url=h&body=a%0D%0A":               {Body: request.Body{Text: "a\r\n"}},
		"?url=h&body=a%20 \n":               {Body: request.Body{Text: "a "}},
		"?url=h&body=%3A%29":                {Body: request.Body{Text: ":)"}},
		"?url=h&body=a-%3E":                 {Body: request.Body{Text: "a->"}},
		"?url=h&body=5%22":                  {Body: request.Body{Text: `5"`}},
		"?url=h&body=a%5D":                  {Body: request.Body{Text: "a]"}},
		"?url=h&json=%225%5C%22%22":         {Body: request.Body{JSON: `"5\""`}},
		"?url=h&form=height%3D5%27":         {Body: request.Body{Form: fields{{Name: "height", Value: "5'"}}}},
		"?url=h&form=a=%20":                 {Body: request.Body{Form: fields{{Name: "a", Value: " "}}}},
		"?url=h&param=cursor=abc%09":        {Params: fields{{Name: "cursor", Value: "abc\t"}}},
		"?url=h&param=q=%3E":                {Params: fields{{Name: "q", Value: ">"}}},
		"?url=h&auth=bearer&token=a%22":     {Auth: request.Auth{Token: request.NewSecret(`a"`)}},
		"?url=h&auth=basic&user=a%20":       {Auth: request.Auth{User: "a "}},
		"?url=h&header=X:5%22":              {Headers: fields{{Name: "X", Value: `5"`}}},
		"?url=h&body=a%0A&utm_source=mail":  {Body: request.Body{Text: "a\n"}},
		"?url=h&body=a%0A&fbclid=IwAR0%3E ": {Body: request.Body{Text: "a\n"}},
	} {
		link, err := Decode(fragment)
		require.NoError(t, err, fragment)
		got := link.Request
		require.Equal(t, want.Body.Text, got.Body.Text, fragment)
		require.Equal(t, want.Body.JSON, got.Body.JSON, fragment)
		require.Equal(t, want.Body.Form, got.Body.Form, fragment)
		require.Equal(t, want.Params, got.Params, fragment)
		require.Equal(t, want.Headers, got.Headers, fragment)
		require.Equal(t, want.Auth.Token, got.Auth.Token, fragment)
		require.Equal(t, want.Auth.User, got.Auth.User, fragment)
		if !strings.Contains(fragment, "mail") && !strings.Contains(fragment, "fbclid") {
			require.Empty(t, link.Notices, fragment)
		}
	}
}

func TestWhatIsPutBehindAValueThatCannotEndInItIsTakenOff(t *testing.T) {
	for _, behind := range []string{"%20", "%0A", "%3E", "%20%3E", "%3E%20", "%22", "%C2%A0"} {
		for _, good := range []string{"?url=https://h/x&method=PUT", "?url=https://h/x&timeout=5", "?url=h&auth=digest", "?url=https://h/x?a=1&b=2", "?url=h&body=a&type=text/csv"} {
			want, err := Decode(good)
			require.NoError(t, err)
			link, err := Decode(good + behind)
			require.NoError(t, err)
			require.Equal(t, want.Request, link.Request, good+behind)
			require.NotEmpty(t, link.Notices, "it is said")
		}
	}
	link, err := Decode("?url=h&json={%22a%22:1}%3E")
	require.NoError(t, err)
	require.Equal(t, `{"a":1}`, link.Request.Body.JSON)
}

func TestALinkIsFoundInAText(t *testing.T) {
	r, _ := full()
	good, err := Keep(r).Link(nil)
	require.NoError(t, err)
	want, err := Decode(good)
	require.NoError(t, err)
	page := "https://play.example/#" + good
	for name, text := range map[string]string{
		"alone":            page,
		"a sentence":       "Look at issue #12 and <" + page + ">, please.",
		"Markdown":         "[this](" + page + ")",
		"encoded":          url.QueryEscape(page),
		"a link to links":  "https://www.google.com/url?q=" + url.QueryEscape(page) + "&sa=D&ust=1",
		"a link of a mail": "https://eur01.safelinks.protection.outlook.com/?url=" + url.QueryEscape(page) + "&data=05%7C02%7C&reserved=0",
		"two lines":        "see\n" + page + "\n-- \nAda",
	} {
		fragment, ok := InText(text)
		require.True(t, ok, name)
		link, err := Decode(fragment)
		require.NoError(t, err, name)
		require.Equal(t, want, link, name)
	}
	for _, text := range []string{"", "https://example.com/#part", "#12", "no link"} {
		_, ok := InText(text)
		require.False(t, ok, text)
	}
}

func TestMendingALongTextTakesNoTime(t *testing.T) {
	long := strings.Repeat("A%20\n", 200_000)
	begun := time.Now()
	for _, text := range []string{"v1." + long, "?url=" + long, "%2525" + long, strings.Repeat("#", 1<<20), strings.Repeat("&utm_x=1", 100_000), "?a=" + strings.Repeat(")", 300_000)} {
		_, _ = Decode(text)
		_, _ = InText(text)
	}
	require.Less(t, time.Since(begun), 10*time.Second)
}
