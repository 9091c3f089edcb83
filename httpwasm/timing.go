package httpwasm

import "time"

// Timing is the browser's own measure of one request: a PerformanceResourceTiming entry
// (https://w3c.github.io/resource-timing/). Offsets count from Start. Browsers coarsen them, to 0.1 ms and more.
type Timing struct {
	Start time.Time

	// Each span is zero when the step did not happen (a reused connection has no DNS, Connect and TLS) or is hidden.
	Redirect Span
	DNS      Span
	Connect  Span // TCP and TLS together
	TLS      Span // within Connect

	Request   time.Duration // the request began to be sent; zero when hidden
	FirstByte time.Duration // the first byte of the response arrived; zero when hidden
	End       time.Duration // the last byte arrived, or the request failed

	TransferSize    int64 // bytes on the wire, headers as the browser counts them (300) and encoded body; zero from the cache or when hidden
	EncodedBodySize int64 // bytes of the body before decoding
	DecodedBodySize int64 // bytes of the body after decoding

	Protocol     string // ALPN name, such as "h2" or "http/1.1"; empty when hidden
	FromCache    bool   // the browser says that its cache answered
	ServerTiming []ServerTiming

	// Hidden: another origin without a Timing-Allow-Origin header that names this one. Only Start and End are then known.
	Hidden bool
}

// Span is a step with a start and an end, both counted from [Timing.Start].
type Span struct{ Start, End time.Duration }

// Duration is how long the step took.
func (s Span) Duration() time.Duration { return s.End - s.Start }

// ServerTiming is one metric of the Server-Timing response header (https://w3c.github.io/server-timing/).
type ServerTiming struct {
	Name        string
	Duration    time.Duration
	Description string
}
