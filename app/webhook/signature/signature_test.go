package signature

import (
	"bufio"
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/webhook"
)

// A sample of each published example. Sources: docs.github.com, "Validating webhook deliveries", "Testing the webhook
// payload validation" (its SHA-1 is OpenSSL's); docs.slack.dev, "Verifying requests from Slack"; Standard Webhooks, the tests
// of its reference libraries; Stripe publishes none, so OpenSSL's HMAC of its documented form.
const (
	slackBody = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar" +
		"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com" +
		"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	stripeRight = "799c4ba7bb339f3c8601adfd112f0e477c930a268be1243d341abb8286501c2f"
	stripeOther = "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd"
	standardKey = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	standardSig = "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

type sample struct {
	name, secret, body, signed string
	preset                     webhook.Preset
	at                         int64
	headers                    [][2]string
}

var samples = []sample{
	{
		"GitHub", "It's a Secret to Everybody", "Hello, World!", "Hello, World!", webhook.Preset{Kind: webhook.GitHub}, 0,
		[][2]string{{"X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}},
	},
	{
		"GitHub with SHA-1", "It's a Secret to Everybody", "Hello, World!", "Hello, World!", webhook.Preset{Kind: webhook.GitHubSHA1}, 0,
		[][2]string{{"X-Hub-Signature", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59"}},
	},
	{
		"Stripe", "whsec_test_secret", `{"id":"evt_1"}`, `1492774577.{"id":"evt_1"}`, webhook.Preset{Kind: webhook.Stripe}, 1492774577,
		[][2]string{{"Stripe-Signature", "t=1492774577,v1=" + stripeRight}},
	},
	{
		"Slack", "8f742231b10e8888abcd99yyyzzz85a5", slackBody, "v0:1531420618:" + slackBody, webhook.Preset{Kind: webhook.Slack}, 1531420618,
		[][2]string{
			{"X-Slack-Request-Timestamp", "1531420618"},
			{"X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"},
		},
	},
	{
		"Standard Webhooks", "whsec_" + standardKey, `{"test": 2432232314}`,
		`msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}`,
		webhook.Preset{Kind: webhook.Standard, ID: "msg_p5jXN8AQM9LWM0D4loKWxJek"}, 1614265330,
		[][2]string{
			{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"}, {"webhook-timestamp", "1614265330"},
			{"webhook-signature", "v1," + standardSig},
		},
	},
	{
		"rules of one's own", "Jefe", "what do ya want for nothing?", "what do ya want for nothing?", // RFC 2202, SHA-1, case 2
		webhook.Preset{Kind: webhook.Custom, Rules: webhook.Rules{Header: "X-Sum", Hash: "sha1", Encoding: "base64"}}, 0,
		[][2]string{{"X-Sum", "7/zfauXrL6LSdBbV8YTfnCWafHk="}},
	},
}

// lookup reads headers as a request would: by name in any case.
func lookup(headers [][2]string) func(string) string {
	return func(name string) string {
		for _, h := range headers {
			if strings.EqualFold(h[0], name) {
				return h[1]
			}
		}
		return ""
	}
}

func TestPublishedSignatures(t *testing.T) {
	for _, c := range samples {
		t.Run(c.name, func(t *testing.T) {
			at := time.Unix(c.at, 0)
			headers, signed, err := Sign(c.preset, c.secret, []byte(c.body), at)
			require.NoError(t, err)
			require.Equal(t, c.headers, headers)
			require.Equal(t, c.signed, string(signed))

			v := Verify(c.preset, c.secret, lookup(c.headers), []byte(c.body), at.Add(4*time.Minute))
			require.True(t, v.OK, v.Text)
			require.Empty(t, v.Problem)
			require.Equal(t, c.signed, string(v.Signed))
			require.Equal(t, []string{v.Expected}, v.Received)

			v = Verify(c.preset, c.secret, lookup(c.headers), []byte(c.body+"\n"), at)
			require.Equal(t, webhook.Differs, v.Problem)
			require.NotEqual(t, v.Expected, v.Received[0])
			require.Equal(t, c.signed+"\n", string(v.Signed))

			v = Verify(c.preset, c.secret, lookup(nil), []byte(c.body), at)
			require.Equal(t, webhook.NoHeader, v.Problem)
		})
	}
}

func TestVerdicts(t *testing.T) {
	stripe, slack, standard := samples[2], samples[3], samples[4]
	standardWith := func(signature string) [][2]string {
		return [][2]string{standard.headers[0], standard.headers[1], {"Webhook-Signature", signature}}
	}
	for _, c := range []struct {
		name    string
		sample  sample
		headers [][2]string
		after   time.Duration
		problem webhook.Problem
		text    string
	}{
		{"hex in capitals", samples[0], [][2]string{{"x-hub-signature-256", "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17"}}, 0, "", "is right"},
		{"no prefix", samples[0], [][2]string{{"X-Hub-Signature-256", "757107ea"}}, 0, webhook.Malformed, `does not begin with "sha256="`},
		{"half a signature", samples[0], [][2]string{{"X-Hub-Signature-256", "sha256=757107ea"}}, 0, webhook.Malformed, "64 hex digits"},
		{"no hex", samples[0], [][2]string{{"X-Hub-Signature-256", "sha256=" + strings.Repeat("z", 64)}}, 0, webhook.Malformed, "64 hex digits"},

		{"the second of two of Stripe's", stripe, [][2]string{{"Stripe-Signature", "t=1492774577,v1=" + stripeOther + ",v1=" + stripeRight + ",v0=" + stripeOther}}, 0, "", "is right"},
		{"the first of two of Stripe's", stripe, [][2]string{{"Stripe-Signature", "t=1492774577,v1=" + stripeRight + ",v1=" + stripeOther}}, 0, "", "is right"},
		{"the right one under Stripe's test version", stripe, [][2]string{{"Stripe-Signature", "t=1492774577,v1=" + stripeOther + ",v0=" + stripeRight}}, 0, webhook.Differs, "other bytes"},
		{"only Stripe's test version", stripe, [][2]string{{"Stripe-Signature", "t=1492774577,v0=" + stripeRight}}, 0, webhook.Malformed, "no signature of version v1"},
		{"no time of Stripe's", stripe, [][2]string{{"Stripe-Signature", "v1=" + stripeRight}}, 0, webhook.Malformed, "no timestamp"},
		{"a time that is none", stripe, [][2]string{{"Stripe-Signature", "t=-1,v1=" + stripeRight}}, 0, webhook.Malformed, `"-1" is not a number of seconds`},
		{"a part that is no pair", stripe, [][2]string{{"Stripe-Signature", "t=1,v1=1,x"}}, 0, webhook.Malformed, `a part without "=": "x"`},
		{"Stripe's at the limit", stripe, stripe.headers, 5 * time.Minute, "", "is right"},
		{"Stripe's over the limit", stripe, stripe.headers, 5*time.Minute + 90*time.Second, webhook.TooOld, "too old by 1m30s: it was made 6m30s ago, and 5m0s are allowed"},
		{"Stripe takes times ahead", stripe, stripe.headers, -time.Hour, "", "is right"},

		{"Slack's over the limit", slack, slack.headers, 10 * time.Minute, webhook.TooOld, "too old by 5m0s"},
		{"Slack's ahead", slack, slack.headers, -6 * time.Minute, webhook.TooNew, "6m0s ahead"},
		{"Slack's with another time", slack, [][2]string{{"X-Slack-Request-Timestamp", "1531420619"}, slack.headers[1]}, 0, webhook.Differs, "other bytes"},
		{"Slack's without a time", slack, slack.headers[1:], 0, webhook.NoHeader, "X-Slack-Request-Timestamp"},

		{"one of several", standard, standardWith("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,abc v1," + standardSig), 0, "", "is right"},
		{"a signature with a public key", standard, standardWith("v1a,abc"), 0, webhook.Malformed, "no signature of version v1"},
		{"base64 without its padding", standard, standardWith("v1," + strings.TrimRight(standardSig, "=")), 0, webhook.Malformed, "44 characters of base64"},
		{"no ID", standard, standard.headers[1:], 0, webhook.NoHeader, "webhook-id"},
		{"Standard Webhooks over the limit", standard, standard.headers, 301 * time.Second, webhook.TooOld, "too old by 1s"},
		{"Standard Webhooks ahead", standard, standard.headers, -301 * time.Second, webhook.TooNew, "5m1s ahead"},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := time.Unix(c.sample.at, 0).Add(c.after)
			v := Verify(c.sample.preset, c.sample.secret, lookup(c.headers), []byte(c.sample.body), now)
			require.Equal(t, c.problem, v.Problem, v.Text)
			require.Equal(t, c.problem == "", v.OK)
			require.Contains(t, v.Text, c.text)
			if c.after != 0 && !v.At.IsZero() {
				require.Equal(t, c.after, v.Age)
			}
		})
	}
}

func TestToleranceCanBeChosen(t *testing.T) {
	slack := samples[3]
	for _, c := range []struct {
		tolerance, after time.Duration
		problem          webhook.Problem
	}{
		{time.Minute, time.Minute, ""}, {time.Minute, 61 * time.Second, webhook.TooOld}, {time.Minute, -61 * time.Second, webhook.TooNew},
		{-1, 1000 * time.Hour, ""}, {-1, -1000 * time.Hour, ""},
	} {
		p := webhook.Preset{Kind: webhook.Slack, Tolerance: c.tolerance}
		v := Verify(p, slack.secret, lookup(slack.headers), []byte(slack.body), time.Unix(slack.at, 0).Add(c.after))
		require.Equal(t, c.problem, v.Problem, "%v after %v", c.tolerance, c.after)
	}
}

func TestWhatCannotBeUsedIsSaid(t *testing.T) {
	rules := func(r webhook.Rules) webhook.Preset { return webhook.Preset{Kind: webhook.Custom, Rules: r, ID: "1"} }
	for _, c := range []struct {
		name, secret, text string
		preset             webhook.Preset
	}{
		{"no secret", "", "Type the secret", webhook.Preset{Kind: webhook.GitHub}},
		{"a secret that is not base64", "whsec_é", "not base64", webhook.Preset{Kind: webhook.Standard, ID: "1"}},
		{"a secret that is only a prefix", "whsec_", "not base64", webhook.Preset{Kind: webhook.Standard, ID: "1"}},
		{"an unknown kind", "s", `no kind of signature "x"`, webhook.Preset{Kind: "x"}},
		{"no header", "s", "Name the header that carries the signature", rules(webhook.Rules{})},
		{"an unknown hash", "s", `no hash "md5"`, rules(webhook.Rules{Header: "X", Hash: "md5"})},
		{"an unknown encoding", "s", `no encoding "hex64"`, rules(webhook.Rules{Header: "X", Encoding: "hex64"})},
		{"a time without a header", "s", "header that carries the timestamp", rules(webhook.Rules{Header: "X", Signed: "[timestamp][body]"})},
		{"an ID without a header", "s", "header that carries the ID", rules(webhook.Rules{Header: "X", Signed: "[id][body]"})},
		{"a text without the body", "s", "Put [body]", rules(webhook.Rules{Header: "X", Signed: "[bdy]"})},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := Sign(c.preset, c.secret, nil, time.Unix(0, 0))
			require.ErrorContains(t, err, c.text)
			v := Verify(c.preset, c.secret, lookup(nil), nil, time.Unix(0, 0))
			require.Equal(t, webhook.Unusable, v.Problem)
			require.Equal(t, err.Error(), v.Text)
		})
	}
	_, _, err := Sign(webhook.Preset{Kind: webhook.Standard}, "whsec_"+standardKey, nil, time.Unix(0, 0))
	require.ErrorContains(t, err, "Type the message's ID")
}

func TestHolesInABodyStayAsTheyAre(t *testing.T) {
	p := webhook.Preset{Kind: webhook.Custom, ID: "[body]", Rules: webhook.Rules{Header: "X", Signed: "[id]|[timestamp]|[body]", IDHeader: "I", TimestampHeader: "T"}}
	headers, signed, err := Sign(p, "s", []byte("[timestamp][id]"), time.Unix(7, 0))
	require.NoError(t, err)
	require.Equal(t, "[body]|7|[timestamp][id]", string(signed))
	require.True(t, Verify(p, "s", lookup(headers), []byte("[timestamp][id]"), time.Unix(7, 0)).OK)
}

// The vectors of RFC 4231 (SHA-256, SHA-512) and the same data under SHA-1, which includes RFC 2202's first cases.
func TestVectors(t *testing.T) {
	file, err := os.Open("../../../shared/corpora/auth/misc-vectors.jsonl")
	if err != nil {
		t.Skipf("the corpora are not here: %v", err)
	}
	defer file.Close()
	lines, seen := bufio.NewScanner(file), 0
	for lines.Scan() {
		var c map[string]any
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		if c["kind"] != "hmac" {
			continue
		}
		seen++
		key, err := hex.DecodeString(c["key_hex"].(string))
		require.NoError(t, err)
		data, err := hex.DecodeString(c["data_hex"].(string))
		require.NoError(t, err)
		for _, hash := range []string{"sha1", "sha256", "sha512"} {
			want, has := c[hash].(string)
			if !has {
				continue
			}
			headers, _, err := Sign(webhook.Preset{Kind: webhook.Custom, Rules: webhook.Rules{Header: "X", Hash: hash}}, string(key), data, time.Unix(0, 0))
			require.NoError(t, err)
			require.Equal(t, [][2]string{{"X", want}}, headers, "%s, %s", c["name"], hash)
		}
	}
	require.NoError(t, lines.Err())
	require.NotZero(t, seen)
}

func FuzzVerify(f *testing.F) {
	for _, c := range samples {
		for i := range webhook.Kinds {
			f.Add(byte(i), c.secret, c.body, c.headers[len(c.headers)-1][1], "1531420618", "id")
		}
	}
	f.Add(byte(2), "s", "", "t=,v1=,,=", "", "")
	f.Fuzz(func(t *testing.T, kind byte, secret, body, signature, timestamp, id string) {
		p := webhook.Preset{
			Kind: webhook.Kinds[int(kind)%len(webhook.Kinds)], ID: id, Tolerance: -1,
			Rules: webhook.Rules{Header: "X", Signed: "[timestamp]:[body]", TimestampHeader: "T"},
		}
		s := scheme{p.Scheme()}
		v := Verify(p, secret, func(name string) string {
			return map[string]string{s.Header: signature, s.TimestampHeader: timestamp, s.IDHeader: id}[name]
		}, []byte(body), time.Unix(0, 0))
		require.Equal(t, v.OK, v.Problem == "")
		require.NotEmpty(t, v.Text)
		if v.OK { // what passed holds the one right signature, whatever stood around it
			key, err := s.key(secret)
			require.NoError(t, err)
			theirs := false
			for _, r := range v.Received {
				mac, _ := s.decode(strings.TrimPrefix(r, s.Prefix))
				theirs = theirs || hmac.Equal(mac, s.mac(key, v.Signed))
			}
			require.True(t, theirs)
			require.True(t, strings.HasSuffix(string(v.Signed), body))
		}
		headers, signed, err := Sign(p, secret, []byte(body), time.Unix(1e9, 0))
		if err != nil || strings.TrimSpace(id) != id {
			return
		}
		v = Verify(p, secret, lookup(headers), []byte(body), time.Unix(1e9, 0))
		require.True(t, v.OK, v.Text)
		require.Equal(t, string(signed), string(v.Signed))
		v = Verify(p, secret, lookup(headers), []byte(body+"x"), time.Unix(1e9, 0))
		require.Equal(t, webhook.Differs, v.Problem)
	})
}
