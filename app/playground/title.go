package playground

import (
	"net/url"
	"strconv"
	"strings"

	"roundtrip/app/request"
)

// Title names the page in the browser's tabs and history: "POST /items · 200 · Roundtrip".
func (m Model) Title() string {
	if m.subject == "" {
		return "Roundtrip"
	}
	if outcome := m.outcome(); outcome != "" {
		return m.subject + " · " + outcome + " · Roundtrip"
	}
	return m.subject + " · Roundtrip"
}

// subjectOf is the method and the path of the request, without secrets. It is worked out once for each edit.
func (m Model) subjectOf() string {
	sealed, _ := request.Request{URL: strings.TrimSpace(m.Whole().URL)}.Seal()
	target := strings.TrimSuffix(sealed.URL, "/")
	if u, err := url.Parse(request.WithScheme(target)); err == nil && u.Host != "" {
		target = u.Host
		if u.Path != "" {
			target = u.Path
		}
	}
	target, _, _ = strings.Cut(target, "?")
	if target == "" {
		return ""
	}
	return m.Request.MethodOrGet() + " " + target
}

// outcome is how the exchange stands, in a word.
func (m Model) outcome() string {
	e := m.Shown
	switch {
	case m.Sending():
		return "sending"
	case e == nil || e.Run != nil:
		return ""
	case e.Head != nil:
		return strconv.Itoa(e.Head.Status)
	}
	return "failed"
}
