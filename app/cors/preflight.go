package cors

import (
	"fmt"
	"slices"
	"strings"

	"roundtrip/app/exchange"
)

// Trigger is one thing about a request that makes a browser ask the server first, with OPTIONS (Fetch standard, CORS-preflight
// request).
type Trigger struct {
	Kind   TriggerKind
	Header string // its name in small letters, where it is a header
	What   string // in words: "the method PUT"
	Text   string // a sentence that says why
}

// TriggerKind says what a trigger is.
type TriggerKind string

// The kinds of triggers.
const (
	ByMethod TriggerKind = "method"
	ByHeader TriggerKind = "header" // its name, or its value
	ByTotal  TriggerKind = "total"  // safelisted headers that are too long together
	ByStream TriggerKind = "stream"
)

// NeedsPreflight lists everything that makes a browser ask before it sends a request to another origin. A request to the page's own
// origin is sent without a question.
func NeedsPreflight(r Request) []Trigger {
	if !r.CrossOrigin() {
		return nil
	}
	return triggers(r.Method, r.Headers, r.Stream)
}

func triggers(method string, headers []exchange.Field, stream bool) []Trigger {
	var list []Trigger
	if !SafelistedMethod(method) {
		list = append(list, Trigger{Kind: ByMethod, What: "the method " + method,
			Text: "The method " + method + " needs permission; only GET, HEAD and POST go without."})
	}
	total := 0
	var safe []exchange.Field
	for _, h := range combined(headers) {
		why := unsafe(h.Name, h.Value)
		if why == "" {
			total += len(h.Value)
			safe = append(safe, h)
			continue
		}
		list = append(list, Trigger{Kind: ByHeader, Header: strings.ToLower(h.Name), What: "the header " + h.Name, Text: "The header " + h.Name + " " + why + "."})
	}
	if total > longestValues {
		for _, h := range safe {
			list = append(list, Trigger{Kind: ByTotal, Header: strings.ToLower(h.Name), What: "the header " + h.Name,
				Text: fmt.Sprintf("The header %s belongs to headers that are %d bytes long together, more than %d.", h.Name, total, longestValues)})
		}
	}
	if stream {
		list = append(list, Trigger{Kind: ByStream, What: "the streamed body", Text: "The body is sent while it is read, which no form does."})
	}
	return list
}

// unsafeNames are the names that the browser asks for, in small letters and in their order (Fetch standard, CORS-unsafe request-header
// names).
func unsafeNames(list []Trigger) []string {
	var names []string
	for _, t := range list {
		if t.Header != "" {
			names = append(names, t.Header)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// because names triggers in a row of words.
func because(list []Trigger) string {
	var what []string
	for _, t := range list {
		what = append(what, t.What)
	}
	return words(what)
}

// words joins words as a sentence does.
func words(list []string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	default:
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
}
