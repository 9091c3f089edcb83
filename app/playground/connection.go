package playground

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/exchange"
)

// Connection gives what an exchange went over in the end, where it was not the browser that made it; else nil.
func (e *Exchange) Connection() *exchange.Connection {
	for i := len(e.Hops) - 1; i >= 0; i-- {
		if c := e.Hops[i].Connection; c != nil {
			return c
		}
	}
	return nil
}

// ConnectionFacts lists what is known of a connection.
func ConnectionFacts(c exchange.Connection) []Fact {
	var facts []Fact
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, Fact{name, value})
		}
	}
	add("Remote address", c.Remote)
	add("Through", c.Via)
	if c.Reused {
		add("Connection", "was open before")
	}
	h := c.TLS
	if h == nil {
		add("TLS", "none: whoever is on the way can read it")
		return facts
	}
	add("TLS", h.Version)
	add("Cipher", h.Cipher)
	add("Asked for", h.ServerName)
	if h.Asked {
		add("Client certificate", "the server asked for one")
	}
	if h.Verified {
		add("Certificate", "verified")
	} else {
		add("Certificate", "NOT verified. "+h.Problem)
	}
	return facts
}

// CertificateFacts lists what a certificate says, at a time.
func CertificateFacts(c exchange.Certificate, now time.Time) []Fact {
	left := c.NotAfter.Sub(now)
	until := c.NotAfter.Local().Format("2 January 2006, 15:04")
	switch days := int(left / (24 * time.Hour)); {
	case left < 0:
		until += ", which has passed"
	case days == 0:
		until += ", less than a day"
	default:
		until += ", " + count(days, "day")
	}
	facts := []Fact{{"Issued by", c.Issuer}, {"Valid until", until}}
	if now.Before(c.NotBefore) {
		facts = append(facts, Fact{"Valid from", c.NotBefore.Local().Format("2 January 2006, 15:04") + ", which is to come"})
	}
	if len(c.Names) > 0 {
		facts = append(facts, Fact{"For", strings.Join(c.Names, ", ")})
	}
	return append(facts, Fact{"Key", c.Key}, Fact{"SHA-256", c.Fingerprint})
}

// timingOf is the timing of an exchange with the phases of all its requests, as far as each is known.
func (e *Exchange) timingOf(t exchange.Timing) exchange.Timing {
	if e.Connection() == nil || len(e.Hops) < 2 {
		return t
	}
	last := e.Hops[len(e.Hops)-1].Number
	numbered := func(n int, p exchange.Phase) exchange.Phase {
		p.Name = strconv.Itoa(n) + ". " + p.Name
		return p
	}
	var phases []exchange.Phase
	for _, h := range e.Hops[:len(e.Hops)-1] {
		for _, p := range h.Phases {
			phases = append(phases, numbered(h.Number, p))
		}
	}
	for _, p := range t.Phases {
		phases = append(phases, numbered(last, p))
	}
	t.Phases = phases
	return t
}

// Timing is the timing of an exchange that is done, of all its requests; nil before.
func (e *Exchange) Timing() *exchange.Timing {
	if e.Done == nil {
		return nil
	}
	t := e.timingOf(e.Done.Timing)
	return &t
}

// informationalText writes the responses before a response.
func informationalText(list []exchange.Informational) string {
	var b strings.Builder
	for _, i := range list {
		fmt.Fprintf(&b, "< %s\n", strings.TrimSpace(strconv.Itoa(i.Status)+" "+i.Reason))
		for _, f := range i.Headers {
			fmt.Fprintf(&b, "< %s: %s\n", f.Name, f.Value)
		}
		b.WriteString("<\n")
	}
	return b.String()
}
