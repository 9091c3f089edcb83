package exchange

// Kind says why an exchange did not come to an end. One taxonomy serves every transport.
type Kind string

// The kinds of failure.
const (
	BadInput     Kind = "bad input" // the request cannot be sent as it stands
	Cancelled    Kind = "cancelled" // by the person
	TimedOut     Kind = "timed out" // by the total timeout
	ConnectTime  Kind = "connect timed out"
	ReadTime     Kind = "read timed out"     // nothing came for as long as the read timeout
	Redirects    Kind = "too many redirects" // more than the bound
	Retries      Kind = "too many retries"   // the last attempt ended in a status that is tried again
	BadStatus    Kind = "bad status"         // 400 or more, where that is to be a failure
	Unreachable  Kind = "unreachable"        // no connection: the name, the port or the way to it
	TLS          Kind = "tls"                // no secure connection
	MixedContent Kind = "mixed content"      // an http: URL from an https: page
	Blocked      Kind = "blocked"            // blocked by the browser, or unreachable: it does not say which
	Offline      Kind = "offline"            // the browser has no network
	Redirected   Kind = "redirected"         // a redirect, where redirects are errors
	BrokenBody   Kind = "broken body"        // the connection ended in the middle of the body
	Disk         Kind = "disk"               // the body could not be written to the disk
	Internal     Kind = "internal"           // a fault of our own
)

// Exception names the exception of Python's requests for a kind of failure, which is a subclass of requests.exceptions.RequestException.
// It is empty for what requests has no exception for: that a person cancels, that a disk is full, and a fault of our own.
func (k Kind) Exception() string { return exceptions[k] }

var exceptions = map[Kind]string{
	BadInput:     "InvalidURL, InvalidHeader or MissingSchema",
	TimedOut:     "Timeout",
	ConnectTime:  "ConnectTimeout",
	ReadTime:     "ReadTimeout",
	Redirects:    "TooManyRedirects",
	Retries:      "RetryError",
	BadStatus:    "HTTPError",
	Unreachable:  "ConnectionError",
	TLS:          "SSLError",
	MixedContent: "ConnectionError",
	Blocked:      "ConnectionError",
	Offline:      "ConnectionError",
	Redirected:   "TooManyRedirects",
	BrokenBody:   "ChunkedEncodingError",
}

// Failure is why an exchange failed.
type Failure struct {
	Kind   Kind    `json:"kind"`
	Detail string  `json:"detail"`          // what the program below said, for people who want it
	Host   string  `json:"host,omitempty"`  // whom it concerned
	Where  Where   `json:"where,omitempty"` // of BadInput: which control to correct
	After  float64 `json:"after"`           // milliseconds since Send
	Got    int64   `json:"got"`             // bytes of the body that had come
	Page   int     `json:"page,omitempty"`  // the page that failed, from 2, where those before it are shown
}

// Where names the part of the screen that holds a bad input.
type Where string

// The parts of the screen that can hold a bad input.
const (
	AtMethod  Where = "method"
	AtURL     Where = "url"
	AtHeaders Where = "headers"
	AtBody    Where = "body"
	AtAuth    Where = "auth"
	AtOptions Where = "options"
	AtHoles   Where = "holes"
)

func (f Failure) Error() string {
	if f.Detail == "" {
		return string(f.Kind)
	}
	return string(f.Kind) + ": " + f.Detail
}
