package playground

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

// HopTitle says in a line what one request of an exchange was, and what came of it.
func HopTitle(h exchange.Hop) string {
	title, waited := strconv.Itoa(h.Number)+". ", ""
	if h.Waited >= 1 {
		waited = " after " + Milliseconds(h.Waited)
	}
	switch h.Why {
	case exchange.Redirecting:
		title += "Redirected: "
	case exchange.Retrying:
		title += "Tried again" + waited + ": "
	case exchange.NextPage:
		title += "Next page: "
	case exchange.Challenged:
		title += "Challenge answered: "
	default:
		if waited != "" {
			title += "Sent" + waited + ": "
		}
	}
	return title + h.Sent.Method + " " + h.Sent.URL
}

// HopResult is the status or the failure of a hop, and how long it took.
func HopResult(h exchange.Hop) (class, text string) {
	took := Milliseconds(h.End - h.Start)
	switch {
	case h.Failure != nil:
		return "failed", strings.ToUpper(string(h.Failure.Kind[:1])) + string(h.Failure.Kind[1:]) + ", " + took
	case h.Head != nil && h.Head.Type == "opaqueredirect":
		return "3xx", "A redirect that the browser hides, " + took
	case h.Head != nil:
		return strconv.Itoa(h.Head.Status/100) + "xx", strings.TrimSpace(strconv.Itoa(h.Head.Status)+" "+h.Head.Reason) + ", " + took
	}
	return "", took
}

// HopText writes both heads of a hop as curl's -v does: what went out behind ">", what came back behind "<". They are those on the wire
// where it is known what they were.
func HopText(h exchange.Hop) string {
	if h.Raw != nil {
		return rawText(h) + withheldText(h)
	}
	var b strings.Builder
	target, host := h.Sent.URL, ""
	if u, err := url.Parse(h.Sent.URL); err == nil {
		target, host = u.RequestURI(), u.Host
	}
	fmt.Fprintf(&b, "> %s %s\n", h.Sent.Method, target)
	if !slices.ContainsFunc(h.Sent.Headers, func(f exchange.Header) bool { return strings.EqualFold(f.Name, "Host") && !f.Dropped }) {
		fmt.Fprintf(&b, "> Host: %s\n", host)
	}
	for _, f := range h.Sent.Headers {
		line := headerLine(f)
		if remark, ok := strings.CutPrefix(line, "# "); ok {
			b.WriteString("* " + remark)
		} else if line != "" {
			b.WriteString("> " + line)
		}
	}
	b.WriteString(">\n")
	if h.Sent.BodySize > 0 {
		fmt.Fprintf(&b, "* %s of body\n", exactBytes(h.Sent.BodySize))
	}
	b.WriteString(informationalText(h.Informational))
	switch {
	case h.Failure != nil:
		fmt.Fprintf(&b, "* %s\n", h.Failure.Error())
	case h.Head != nil:
		fmt.Fprintf(&b, "< %s\n", strings.TrimSpace(strconv.Itoa(h.Head.Status)+" "+h.Head.Reason))
		for _, f := range h.Head.Headers {
			fmt.Fprintf(&b, "< %s: %s\n", f.Name, f.Value)
		}
		b.WriteString("<\n")
	}
	return b.String() + withheldText(h)
}

// withheldText says what became of the body and of the credentials after a redirect.
func withheldText(h exchange.Hop) (text string) {
	if h.BodyTo != "" {
		text = "* The body was sent again to " + h.BodyTo + ".\n"
	}
	switch {
	case h.Note != "":
		text += "* " + h.Note + "\n"
	case len(h.Withheld) > 0:
		text += "* Not sent after the redirect: " + strings.Join(h.Withheld, ", ") + "\n"
	case len(h.Carried) > 0:
		text += "* Sent to another host, as Options say: " + strings.Join(h.Carried, ", ") + "\n"
	}
	return text
}

func rawText(h exchange.Hop) string {
	var b strings.Builder
	quote := func(mark string, head []byte) {
		for line := range strings.Lines(string(head)) {
			b.WriteString(strings.TrimRight(mark+" "+exchange.FieldText(strings.TrimRight(line, "\r\n")), " ") + "\n")
		}
	}
	quote(">", h.Raw.Sent)
	if h.Sent.BodySize > 0 {
		fmt.Fprintf(&b, "* %s of body\n", exactBytes(h.Sent.BodySize))
	}
	quote("<", h.Raw.Received)
	if h.Failure != nil {
		fmt.Fprintf(&b, "* %s\n", h.Failure.Error())
	}
	return b.String()
}

// TrafficText writes all hops, to be copied.
func TrafficText(hops []exchange.Hop) string {
	texts := make([]string, len(hops))
	for i, h := range hops {
		texts[i] = HopText(h)
	}
	return strings.Join(texts, "\n")
}

// hopBlock is how many requests at a time leave the Traffic tab when there are many.
const hopBlock = 50

// LastHops gives the requests that the Traffic tab shows, the last one or two blocks of them, and how many came before.
func LastHops(hops []exchange.Hop) (shown []exchange.Hop, older int) {
	older = max(0, (len(hops)-1)/hopBlock-1) * hopBlock
	return hops[older:], older
}

// waitText says what the flight waits for, and for how long.
func waitText(w exchange.Wait, elapsed float64) string {
	left := max(0, w.Until-elapsed) / 1000
	if w.Limit {
		return fmt.Sprintf("Waiting for the rate limit, %.0f s", left)
	}
	text := fmt.Sprintf("Attempt %d of %d in %.0f s", w.Attempt, w.Of, left)
	if w.Cause != "" {
		text += ", after " + w.Cause
	}
	return text
}
