package exchange

import "time"

// JarAct is what is to be done with the session's cookie jar.
type JarAct string

// What can be done. The zero value only looks.
const (
	JarLook   JarAct = ""
	JarSet    JarAct = "set"    // Text is a Set-Cookie field that URL sends; ID, if any, the cookie that it replaces
	JarDelete JarAct = "delete" // ID
	JarClear  JarAct = "clear"
	JarUndo   JarAct = "undo"   // of the last change
	JarImport JarAct = "import" // Text is a cookies.txt, or JSON
	JarExport JarAct = "export" // Text is the format of package cookie
)

// JarAsk is something to be done with the jar, and which of its cookies are to be shown.
type JarAsk struct {
	Act    JarAct `json:"act,omitempty"`
	ID     string `json:"id,omitempty"`
	URL    string `json:"url,omitempty"`
	Text   string `json:"text,omitempty"`
	Filter string `json:"filter,omitempty"` // a part of name or domain, in any case
}

// Jar is what came of a [JarAsk], and the jar as it then is for a request. It holds values: it goes from the worker to its own page and
// nowhere further.
type Jar struct {
	Cookies []Cookie `json:"cookies,omitempty"` // at most MaxCookies: those that go first, in the order in which they go
	Total   int      `json:"total"`             // in the jar
	Found   int      `json:"found"`             // that the filter lets through
	Undo    bool     `json:"undo,omitempty"`    // the last change can be undone

	Target  string `json:"target,omitempty"`  // the request: method and URL
	Going   int    `json:"going,omitempty"`   // how many cookies go with it
	Header  string `json:"header,omitempty"`  // its Cookie header field
	Unknown string `json:"unknown,omitempty"` // why there is no target, in a sentence

	Said    string   `json:"said,omitempty"` // what was done, in a sentence
	Problem string   `json:"problem,omitempty"`
	At      JarPart  `json:"at,omitempty"`      // which part of the ask the problem is with
	Refused []string `json:"refused,omitempty"` // of a file: what was not taken, and why, a sentence each
	File    string   `json:"file,omitempty"`    // that was asked for
}

// MaxCookies is how many cookies are shown at once.
const MaxCookies = 200

// JarPart is a part of a [JarAsk] that can be wrong.
type JarPart string

// The parts.
const (
	JarAtURL  JarPart = "url"
	JarAtLine JarPart = "line"
	JarAtFile JarPart = "file"
)

// Cookie is a cookie of the jar, as a screen shows it.
type Cookie struct {
	ID       string    `json:"id"` // tells it from every other of the jar
	Name     string    `json:"name"`
	Value    string    `json:"value"`
	Domain   string    `json:"domain"`
	HostOnly bool      `json:"hostOnly,omitempty"`
	Path     string    `json:"path"`
	Expires  time.Time `json:"expires,omitzero"` // zero for a session cookie
	Flags    []string  `json:"flags,omitempty"`  // Secure, HttpOnly, SameSite=…, Partitioned
	Stays    string    `json:"stays,omitempty"`  // why it does not go with the request; goes on from "It is not sent:"
	Line     string    `json:"line,omitempty"`   // as a Set-Cookie field; "" for a cookie that is no text
	From     string    `json:"from,omitempty"`   // the URL from which that may be set
}
