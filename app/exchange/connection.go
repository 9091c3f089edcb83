package exchange

import "time"

// Connection is what a request went over, where it was not the browser that made it.
type Connection struct {
	Remote   string     `json:"remote,omitempty"` // address and port of the other end: of the proxy where there is one
	Via      string     `json:"via,omitempty"`    // the proxy or the relay in between, for people
	Protocol string     `json:"protocol"`         // HTTP/1.1 or HTTP/2.0; "" where there was no answer
	Reused   bool       `json:"reused,omitempty"` // it was there before: nothing was dialled
	TLS      *Handshake `json:"tls,omitempty"`
}

// Handshake is what was agreed upon in a handshake of TLS, also where the certificate was then refused. Fields of a handshake that did not come
// so far are empty.
type Handshake struct {
	Version    string        `json:"version,omitempty"` // "TLS 1.3"
	Cipher     string        `json:"cipher,omitempty"`  // such as TLS_AES_128_GCM_SHA256
	ALPN       string        `json:"alpn,omitempty"`    // h2 or http/1.1
	ServerName string        `json:"serverName"`        // that was asked for
	Verified   bool          `json:"verified"`          // the certificate is good
	Problem    string        `json:"problem,omitempty"` // else what is wrong with it, in sentences
	Cause      Cause         `json:"cause,omitempty"`   // the first thing that is wrong with it
	Asked      bool          `json:"asked,omitempty"`   // the server asked for a certificate of the client
	Chain      []Certificate `json:"chain,omitempty"`   // as the server sent it, its own first
}

// Certificate is a certificate (RFC 5280), as a screen shows it.
type Certificate struct {
	Subject     string    `json:"subject"` // RFC 2253
	Issuer      string    `json:"issuer"`
	Names       []string  `json:"names,omitempty"` // hosts and addresses that it is for
	NotBefore   time.Time `json:"notBefore"`
	NotAfter    time.Time `json:"notAfter"`
	Serial      string    `json:"serial"`      // hexadecimal
	Key         string    `json:"key"`         // such as ECDSA P-256
	Fingerprint string    `json:"fingerprint"` // SHA-256 of the whole, in hexadecimal with colons
	Authority   bool      `json:"authority,omitempty"`
}

// Informational is the head of a response before the response (RFC 9110, section 15.2).
type Informational struct {
	Status  int     `json:"status"`
	Reason  string  `json:"reason"`
	Headers []Field `json:"headers,omitempty"`
}

// Traffic is what went over a connection of HTTP/1.1 for one request, byte for byte.
type Traffic struct {
	Sent         []byte `json:"sent"`     // the head of the request, and the beginning of what follows it
	Received     []byte `json:"received"` // the heads of the responses, and the beginning of what follows them
	SentSize     int64  `json:"sentSize"` // of the whole
	ReceivedSize int64  `json:"receivedSize"`
}

// Recorded is the same for people: rows in hex, as far as it was recorded.
type Recorded struct {
	Sent          string `json:"sent"`
	Received      string `json:"received"`
	SentShown     int64  `json:"sentShown"` // bytes in the rows
	ReceivedShown int64  `json:"receivedShown"`
	SentSize      int64  `json:"sentSize"` // of the whole
	ReceivedSize  int64  `json:"receivedSize"`
}
