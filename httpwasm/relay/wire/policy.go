package wire

// Policy is what a relay says of itself at policy, as JSON: to every page, so that one that is refused can say why.
type Policy struct {
	Protocol string   `json:"protocol"`          // the [Subprotocol] that it speaks
	Accepts  bool     `json:"accepts"`           // whether the page that asks may connect, by its Origin and by the Host that it asks
	Refusal  *Refusal `json:"refusal,omitempty"` // why not
	Token    bool     `json:"token"`             // whether an access token is wanted

	Rules *Rules `json:"rules,omitempty"` // for those that may connect
}

// Rules is what a relay lets those do that may connect.
type Rules struct {
	Own   bool   `json:"own"`   // it serves its own machine, and reaches loopback and private addresses
	Ports string `json:"ports"` // the last item that names a port decides, a minus shuts it
	Proxy bool   `json:"proxy"` // it may go through a proxy of its own

	Roots []Root `json:"roots,omitempty"` // that the operator adds; they are at roots, beside policy

	// Lists of hosts stay out where a token is wanted: names within a network are not for everyone.
	Allow   []string `json:"allow,omitempty"`
	Deny    []string `json:"deny,omitempty"`
	Only    []string `json:"only,omitempty"`
	Origins []string `json:"origins,omitempty"`
	Hosts   []string `json:"hosts,omitempty"`

	TrustProxy []string `json:"trustProxy,omitempty"` // whose X-Forwarded-For is believed; it stays out like them

	Connections int     `json:"connections"`
	PerClient   int     `json:"perClient"`
	Rate        float64 `json:"rate"` // new connections of one client a second
	Burst       int     `json:"burst"`
	Bytes       int64   `json:"bytes"`
	Window      int64   `json:"window"`
	Idle        float64 `json:"idle"` // seconds, as what follows
	Life        float64 `json:"life"`
	Dial        float64 `json:"dial"`
}

// Root is a root certificate that a relay's operator adds.
type Root struct {
	Name   string `json:"name"`   // as it calls itself
	SHA256 string `json:"sha256"` // of its bytes, written as AB:CD:EF:…
}
