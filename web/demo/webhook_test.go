package demo

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

type sample struct {
	Method, URL, Body, Secret string
	Headers                   map[string]string
}

func TestASampleOfEveryPresetIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t)
		for name := range presets {
			s := read[sample](t, a.get("/webhook/"+name+"/sample"))
			send := func(body string, change func(http.Header)) (int, finding) {
				r := httptest.NewRequest(s.Method, s.URL, strings.NewReader(body))
				for name, value := range s.Headers {
					r.Header.Set(name, value)
				}
				change(r.Header)
				w := a.send(r)
				return w.Code, read[finding](t, w)
			}
			asIs := func(http.Header) {}

			status, what := send(s.Body, asIs)
			require.Equal(t, 200, status, what)
			require.Equal(t, finding{Preset: name, Valid: true, Secret: s.Secret, Signed: what.Signed, Expected: what.Expected}, what)

			status, what = send(s.Body+" ", asIs)
			require.Equal(t, 403, status)
			require.False(t, what.Valid)
			require.Contains(t, what.Problem, "does not match")

			for header := range s.Headers {
				if header == "Content-Type" {
					continue
				}
				status, what = send(s.Body, func(h http.Header) { h.Del(header) })
				require.Equal(t, 403, status, header)
				require.Contains(t, what.Problem, header)
			}

			time.Sleep(tolerance)
			status, _ = send(s.Body, asIs)
			require.Equal(t, 200, status)
			time.Sleep(time.Second)
			status, what = send(s.Body, asIs)
			if name == "github" { // has no time
				require.Equal(t, 200, status)
			} else {
				require.Equal(t, 403, status)
				require.Contains(t, what.Problem, "five minutes")
			}
		}
	})
}

// The examples that the makers of the presets publish, with their secrets, pin what is signed and how it is written.
func TestSignaturesAreThoseOfTheMakers(t *testing.T) {
	// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
	require.Equal(t, "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
		hexMAC("It's a Secret to Everybody", []byte("Hello, World!")))
	// https://api.slack.com/authentication/verifying-requests-from-slack
	require.Equal(t, "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
		hexMAC("8f742231b10e8888abcd99yyyzzz85a5", []byte("v0:1531420618:token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"+
			"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="+
			"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"+
			"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")))
	// https://github.com/standard-webhooks/standard-webhooks
	require.Equal(t, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
		standardMAC("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`)))
}

func TestSeveralSignaturesAreLookedThrough(t *testing.T) {
	now, body := time.Now(), []byte("{}")
	stripe, standard := presets["stripe"], presets["standard"]

	h := http.Header{}
	h.Set("Stripe-Signature", strings.Replace(stripe.sign(body, now)["Stripe-Signature"], ",v1=", ",v0=00, v1=00,v1=", 1))
	_, problem := stripe.verify(h, body, now)
	require.Empty(t, problem)

	h = http.Header{}
	for name, value := range standard.sign(body, now) {
		h.Set(name, value)
	}
	h.Set("webhook-signature", "v1a,AAAA "+h.Get("webhook-signature")+" v1,AAAA")
	_, problem = standard.verify(h, body, now)
	require.Empty(t, problem)
}

func TestAWebhookThatIsUnknownOrTooLargeIsRefused(t *testing.T) {
	a := newAPI(t)
	require.Equal(t, 404, a.get("/webhook/other/sample").Code)
	w := a.send(httptest.NewRequest("POST", "/demo/webhook/github", strings.NewReader(strings.Repeat("x", maxBody+1))))
	require.Equal(t, 413, w.Code)
}

func FuzzVerify(f *testing.F) {
	now := time.Unix(1700000000, 0)
	for name, p := range presets {
		h := p.sign([]byte("{}"), now)
		f.Add(name, h["X-Slack-Request-Timestamp"]+h["webhook-timestamp"], h["X-Hub-Signature-256"]+h["Stripe-Signature"]+h["X-Slack-Signature"]+h["webhook-signature"])
	}
	f.Add("stripe", "", "t=-9223372036854775808,v1=,,=")
	f.Fuzz(func(t *testing.T, name, stamp, signature string) {
		p, ok := presets[name]
		if !ok {
			return
		}
		h := http.Header{}
		for _, header := range []string{"X-Slack-Request-Timestamp", "webhook-timestamp"} {
			h.Set(header, stamp)
		}
		for _, header := range []string{"X-Hub-Signature-256", "Stripe-Signature", "X-Slack-Signature", "webhook-signature"} {
			h.Set(header, signature)
		}
		h.Set("webhook-id", "msg_1")
		if expected, problem := p.verify(h, []byte("{}"), now); problem == "" {
			require.NotEmpty(t, expected)
			require.Contains(t, signature, expected, "only what holds the signature is valid")
		}
	})
}

func TestASignedTimeMayNotBeFarFromNow(t *testing.T) {
	now := time.Unix(1700000000, 0)
	for stamp, ok := range map[string]bool{
		"1700000000": true, "1699999700": true, "1700000300": true, "1699999699": false, "1700000301": false,
		"": false, "soon": false, "1700000000.0": false, "-9223372036854775808": false, "9223372036854775807": false,
	} {
		require.Equal(t, ok, staleness("time", stamp, now) == "", stamp)
	}
}
