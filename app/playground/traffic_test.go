package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestTrafficReadsAsOnTheWire(t *testing.T) {
	hops := []exchange.Hop{
		{Number: 1, Sent: exchange.Sent{Method: "POST", URL: "https://h:8443/a?b", BodySize: 3, Headers: []exchange.Header{
			{Name: "X-A", Value: "1"}, {Name: "Cookie", Value: "no", Dropped: true}, {Name: "Accept-Language", Origin: exchange.FromBrowser, Note: "pages cannot see the value"}, {Name: "X-Empty", Origin: exchange.FromYou, Note: "Sent as a line of its own, after the one before."}}},
			Head: &exchange.Head{Status: 503, Reason: "Service Unavailable", Headers: []exchange.Field{{Name: "Retry-After", Value: "1"}}}, Start: 2, End: 14},
		{Number: 2, Why: exchange.Retrying, Sent: exchange.Sent{Method: "POST", URL: "https://h:8443/a?b"}, Failure: &exchange.Failure{Kind: exchange.ReadTime}, Start: 20, End: 30},
	}
	require.Equal(t, `> POST /a?b
> Host: h:8443
> X-A: 1
* Accept-Language: set by the browser
> X-Empty: 
>
* 3 B of body
< 503 Service Unavailable
< Retry-After: 1
<

> POST /a?b
> Host: h:8443
>
* read timed out
`, TrafficText(hops))
	require.Equal(t, "2. Tried again: POST https://h:8443/a?b", HopTitle(hops[1]))
	hops[1].Waited = 1500
	require.Equal(t, "2. Tried again after 1.50 s: POST https://h:8443/a?b", HopTitle(hops[1]))
	require.Equal(t, "1. Sent after 2.00 s: GET https://h/", HopTitle(exchange.Hop{Number: 1, Waited: 2000, Sent: exchange.Sent{Method: "GET", URL: "https://h/"}}))
	class, text := HopResult(hops[0])
	require.Equal(t, "5xx 503 Service Unavailable, 12 ms", class+" "+text)
	class, text = HopResult(hops[1])
	require.Equal(t, "failed Read timed out, 10 ms", class+" "+text)
}

func TestTheWaitCountsDown(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, EngineEvent{exchange.Event{ID: 1, Sent: &exchange.Sent{}}},
		EngineEvent{exchange.Event{ID: 1, Hop: &exchange.Hop{Number: 1}}},
		EngineEvent{exchange.Event{ID: 1, Wait: &exchange.Wait{Attempt: 2, Of: 4, Until: 5200, Cause: "503 Service Unavailable"}}},
		Ticked{ID: 1, Elapsed: 2200})
	require.Equal(t, "Attempt 2 of 4 in 3 s, after 503 Service Unavailable", m.StatusLine().Code)
	require.Equal(t, "Attempt 2 of 4 in 5 s, after 503 Service Unavailable", m.StatusLine().Spoken, "it is announced once")
	over, _ := play(m, Ticked{ID: 1, Elapsed: 5200})
	require.Equal(t, "Sending", over.StatusLine().Code, "the next attempt is under way, though nothing came of it yet")
	over, _ = play(m, EngineEvent{exchange.Event{ID: 1, Upload: &exchange.Progress{Bytes: 1, Total: 2}}})
	require.Equal(t, "Uploading", over.StatusLine().Code)
	m, _ = play(m, EngineEvent{exchange.Event{ID: 1, Hop: &exchange.Hop{Number: 2}}})
	require.Equal(t, "Sending", m.StatusLine().Code)
	require.Len(t, m.Flight.Hops, 2)
	m, _ = play(m, EngineEvent{exchange.Event{ID: 1, Wait: &exchange.Wait{Attempt: 1, Of: 1, Until: 5200, Limit: true}}})
	require.Equal(t, "Waiting for the rate limit, 5 s", m.StatusLine().Spoken)
}

func TestHeadsOnTheWireAreShownAsTheyWere(t *testing.T) {
	h := exchange.Hop{
		Sent: exchange.Sent{Method: "POST", URL: "http://h.example/a", BodySize: 3},
		Raw:  &exchange.Traffic{Sent: []byte("POST /a HTTP/1.1\r\nHost: h.example\r\nx-odd:  1\r\n\r\n"), Received: []byte("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 All right\nX-Raw: \xff\n\n")},
	}
	require.Equal(t, "> POST /a HTTP/1.1\n> Host: h.example\n> x-odd:  1\n>\n* 3 B of body\n< HTTP/1.1 100 Continue\n<\n< HTTP/1.1 200 All right\n< X-Raw: ÿ\n<\n", HopText(h))
}

func TestTheBytesOfARequestAreShownOnceTheyAreAskedFor(t *testing.T) {
	m, _ := play(typed("https://api.example"), SendPressed{})
	id := m.Flight.ID
	m, _ = play(m, EngineEvent{exchange.Event{ID: id, Head: &exchange.Head{Status: 200}}}, EngineEvent{exchange.Event{ID: id, Done: &exchange.Done{}}})
	m, cmds := play(m, TrafficPressed{Hop: 2})
	require.Contains(t, cmds, AskTraffic{ID: id, Hop: 2})
	require.Nil(t, m.RecordedOf(2).Bytes)
	m, _ = play(m, TrafficAnswered{ID: id, Hop: 1}, TrafficAnswered{ID: id, Hop: 2, Recorded: exchange.Recorded{Sent: "00"}})
	require.Equal(t, "00", m.RecordedOf(2).Bytes.Sent)
	require.Nil(t, m.RecordedOf(1))
	m, _ = play(m, TrafficPressed{Hop: 2})
	require.Nil(t, m.RecordedOf(2), "put away")
	require.Equal(t, "Sent: the first 10 B of 12 B", RecordedTitle("Sent", 10, 12))
}

func TestTheTrafficNamesTheHostThatABodyWentToAgain(t *testing.T) {
	h := exchange.Hop{Number: 2, Why: exchange.Redirecting, Sent: exchange.Sent{Method: "POST", URL: "https://b.test/", BodySize: 4}, BodyTo: "b.test", Withheld: []string{"Authorization"}}
	require.Contains(t, HopText(h), "* The body was sent again to b.test.\n* Not sent after the redirect: Authorization\n")
	h.Raw = &exchange.Traffic{}
	require.Contains(t, HopText(h), "* The body was sent again to b.test.\n")
	h.BodyTo = ""
	require.NotContains(t, HopText(h), "sent again")
}
