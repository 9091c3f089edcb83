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
	Proxy        Kind = "proxy"              // the proxy did not let it through
	Relay        Kind = "relay"              // the relay refused to connect
	NotHTTP      Kind = "not http"           // the answer is none of HTTP
	MixedContent Kind = "mixed content"      // an http: URL from an https: page
	Blocked      Kind = "blocked"            // blocked by the browser, or unreachable: it does not say which
	Offline      Kind = "offline"            // the browser has no network
	Redirected   Kind = "redirected"         // a redirect, where redirects are errors
	BrokenBody   Kind = "broken body"        // the connection ended in the middle of the body
	Disk         Kind = "disk"               // the body could not be written to the disk
	Internal     Kind = "internal"           // a fault of our own
)

// Failure is why an exchange failed.
type Failure struct {
	Kind    Kind    `json:"kind"`
	Detail  string  `json:"detail"`            // what the program below said, for people who want it
	Host    string  `json:"host,omitempty"`    // whom it concerned
	Where   Where   `json:"where,omitempty"`   // of BadInput: which control to correct
	Setting string  `json:"setting,omitempty"` // of BadInput at the options: the name of the setting
	Cause   Cause   `json:"cause,omitempty"`   // more exactly, where it is known
	Flag    string  `json:"flag,omitempty"`    // of Relay: the flag of the relay that would allow it
	After   float64 `json:"after"`             // milliseconds since Send
	Got     int64   `json:"got"`               // bytes of the body that had come
	Page    int     `json:"page,omitempty"`    // the page that failed, from 2, where those before it are shown

	Diagnosis *Diagnosis `json:"diagnosis,omitempty"` // of Blocked: what is known of it
}

// Cause says more exactly why there was no connection, or what is wrong with one.
type Cause string

// The causes. Those of TLS are also what may be wrong with a certificate that was not verified.
const (
	NoSuchHost Cause = "no such host" // the name does not resolve
	Refused    Cause = "refused"      // nobody listens at the port
	Reset      Cause = "reset"        // the connection was broken off
	NoRoute    Cause = "no route"     // the network or the host cannot be reached
	NoAnswer   Cause = "no answer"    // the system gave up waiting
	Closed     Cause = "closed"       // the connection was closed without an answer

	Expired           Cause = "expired"
	NotYetValid       Cause = "not yet valid"
	WrongName         Cause = "wrong name"
	SelfSigned        Cause = "self-signed"
	UnknownAuthority  Cause = "unknown authority"
	BadCertificate    Cause = "bad certificate"    // of the server, otherwise
	ClientCertificate Cause = "client certificate" // the server wants another, or one at all
	BadVersion        Cause = "version"            // no version of TLS that both speak
	NotTLS            Cause = "not tls"            // what came is not TLS
	NoHTTP2           Cause = "no http/2"          // the server does not speak it

	NoRelay      Cause = "no relay"       // of Relay: it cannot be reached, or is none
	NoTunnel     Cause = "no tunnel"      // of Relay: it takes this page, and gave it no connection
	NoPermission Cause = "no permission"  // of Relay: the browser keeps the page from it
	RelayLost    Cause = "relay lost"     // of Relay: the connection to it broke
	EndedByRelay Cause = "ended by relay" // of Relay: it ended a connection that was open

	ProxyCredentials Cause = "proxy credentials" // the proxy wants others, or some at all
	BadCoding        Cause = "coding"            // the body is not in the coding that Content-Encoding names

	NoURL     Cause = "no url" // of BadInput: nothing was typed
	BadScheme Cause = "scheme" // of BadInput: neither http: nor https:
)

// Lost reports whether there was a connection, and a request may have gone out over it.
func (c Cause) Lost() bool { return c == Closed || c == Reset }

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
