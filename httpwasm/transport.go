package httpwasm

// Transport is an http.RoundTripper over fetch. The zero value is ready to use, and may be used by many goroutines.
//
// On platforms other than js every RoundTrip fails with kind [Unsupported]: a native program has http.Transport.
type Transport struct {
	// Options hold for requests whose context carries none of their own (see [WithOptions]).
	Options Options
}
