package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/httpwasm"
	"roundtrip/httpwasm/relay/wire"
)

// policyTime is how long a relay may take to say what it allows.
const policyTime = 10 * time.Second

// maxPolicy is how much it may say, in bytes.
const maxPolicy = 64 << 10

// AskRelay asks a relay what it allows, in the browser's way.
func (e *Engine) AskRelay(v exchange.Via) exchange.RelayState {
	p, err := askPolicy(context.Background(), e.own.session.Transport, v)
	switch {
	case err == nil:
	case e.shutOut(v):
		return exchange.RelayState{Problem: noPermission(v)}
	default:
		return exchange.RelayState{Problem: fmt.Sprintf("There is no relay at %s, or it cannot be reached from here: %v. Check the address, and that the server was started with -relay.", v.Relay, err)}
	}
	return relayState(p, v)
}

// askPolicy asks a relay what it says of itself to this page.
func askPolicy(ctx context.Context, browser http.RoundTripper, v exchange.Via) (p wire.Policy, err error) {
	ctx, cancel := context.WithTimeout(ctx, policyTime)
	defer cancel()
	address, err := beside(v.Relay, "policy")
	if err != nil {
		return p, err
	}
	ctx = httpwasm.WithOptions(ctx, httpwasm.Options{Credentials: httpwasm.CredentialsOmit, Cache: httpwasm.CacheNoStore, ReferrerPolicy: "no-referrer", Untimed: true})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return p, err
	}
	resp, err := browser.RoundTrip(req)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return p, fmt.Errorf("it answered %d", resp.StatusCode)
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxPolicy))
	if err != nil {
		return p, err
	}
	if json.Unmarshal(text, &p) != nil || p.Protocol == "" {
		return p, fmt.Errorf("what answers is no relay")
	}
	return p, nil
}

// relayState writes a policy for people.
func relayState(p wire.Policy, v exchange.Via) exchange.RelayState {
	s := exchange.RelayState{Accepts: p.Accepts}
	switch {
	case p.Protocol != wire.Subprotocol:
		s.Accepts, s.Problem = false, "This relay speaks "+p.Protocol+", and this page "+wire.Subprotocol+": one of the two is of another version."
	case p.Refusal != nil:
		s.Problem, s.Flag = p.Refusal.Reason, p.Refusal.Flag
	case !p.Accepts:
		s.Problem = "This relay does not accept pages from here."
	case p.Token && v.Token == "":
		s.Accepts, s.Problem = false, "This relay wants an access token, which its operator gives out."
	}
	r := p.Rules
	if r == nil {
		return s
	}
	add := func(what, text string) { s.Facts = append(s.Facts, exchange.Fact{What: what, Text: text}) }
	who := "Whoever reaches it, from pages of its own host"
	if p.Token {
		who = "Whoever has an access token, from pages of its own host"
	}
	add("Who", who+also(r.Origins)+".")
	where := "Servers in the public internet"
	if r.Own {
		where = "Servers in the public internet, on its own machine and in its network"
	}
	switch {
	case p.Token:
		where += ", and what the operator has added to these or taken out"
	default:
		if len(r.Only) > 0 {
			where = "Only " + strings.Join(r.Only, ", ")
		}
		where += also(r.Allow)
		if len(r.Deny) > 0 {
			where += ", but not " + strings.Join(r.Deny, ", ")
		}
	}
	if r.Proxy {
		where += ", some of them through a proxy of the operator's"
	}
	add("Where to", where+".")
	open, shut := ports(r.Ports)
	add("Ports", open)
	s.Shut = shut
	add("Connections", fmt.Sprintf("At most %d at once, %d of them yours; %s new ones a second, %d in a row.",
		r.Connections, r.PerClient, strconv.FormatFloat(r.Rate, 'g', 3, 64), r.Burst))
	add("Each of them", fmt.Sprintf("Carries at most %s, lasts at most %s, and is closed when nothing came for %s.", size(r.Bytes), lasting(r.Life), lasting(r.Idle)))
	for _, root := range r.Roots {
		s.Roots = append(s.Roots, exchange.Fact{What: root.Name, Text: "SHA-256 " + root.SHA256})
	}
	return s
}

// ports writes a relay's list of ports as those that are open, and the exceptions to them: the last item that names a port decides, and
// one with a minus shuts it. A list whose exceptions have exceptions is left whole.
func ports(list string) (open, shut string) {
	type span struct{ from, to int }
	var opened, closed []string
	var spans []span
	for item := range strings.SplitSeq(list, ",") {
		item, minus := strings.CutPrefix(strings.TrimSpace(item), "-")
		first, last, isRange := strings.Cut(item, "-")
		if !isRange {
			last = first
		}
		from, _ := strconv.Atoi(first)
		to, _ := strconv.Atoi(last)
		if minus {
			closed, spans = append(closed, item), append(spans, span{from, to})
			continue
		}
		if slices.ContainsFunc(spans, func(s span) bool { return from <= s.to && s.from <= to }) {
			return strings.ReplaceAll(list, ",", ", "), ""
		}
		opened = append(opened, item)
	}
	open = strings.Join(opened, ", ")
	if len(closed) > 0 {
		open += ", with exceptions"
	}
	return open, strings.Join(closed, ", ")
}

func also(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return ", and " + strings.Join(list, ", ")
}

// size is a number of bytes as an operator writes it.
func size(n int64) string {
	for _, unit := range []string{"bytes", "KiB", "MiB", "GiB"} {
		if n < 1024 || unit == "GiB" {
			return fmt.Sprintf("%d %s", n, unit)
		}
		n /= 1024
	}
	return ""
}

// lasting is a number of seconds, in words.
func lasting(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	count := func(n int64, unit string) string {
		if n == 1 {
			return "one " + unit
		}
		return fmt.Sprintf("%d %ss", n, unit)
	}
	switch {
	case d >= 2*time.Hour, d == time.Hour:
		return count(int64(d/time.Hour), "hour")
	case d >= time.Minute:
		return count(int64(d/time.Minute), "minute")
	}
	return count(int64(d/time.Second), "second")
}
