package body

import "strings"

// Kind is what a body is, as far as showing it is concerned.
type Kind string

// The kinds of body.
const (
	JSON   Kind = "json"
	XML    Kind = "xml"
	HTML   Kind = "html"
	Text   Kind = "text"
	Events Kind = "events" // server-sent events
	Image  Kind = "image"
	Audio  Kind = "audio"
	Video  Kind = "video"
	PDF    Kind = "pdf"
	Binary Kind = "binary"
)

// Format is what is known of a body before it is read: see [Detect].
type Format struct {
	Kind Kind
	// MediaType is the type and subtype in lower case, from the Content-Type or from the first bytes where that says
	// nothing. It is empty if neither tells.
	MediaType string
	// Charset is the label in the Content-Type as it stands there, empty if there is none.
	Charset string
	// Many is set where any number of JSON values may follow each other: NDJSON, JSON text sequences (RFC 7464).
	Many bool
}

// Modes returns how the body can be looked at, the best way first.
func (f Format) Modes() []Mode {
	switch f.Kind {
	case JSON, XML, Events:
		return []Mode{Pretty, Raw, Hex}
	case HTML:
		return []Mode{Pretty, Raw, Preview, Hex}
	case Text:
		return []Mode{Raw, Hex}
	case Image:
		if f.Language() == "xml" {
			return []Mode{Preview, Pretty, Raw, Hex}
		}
		return []Mode{Preview, Hex}
	case Audio, Video, PDF:
		return []Mode{Preview, Hex}
	}
	return []Mode{Hex, Raw}
}

// Language returns the name under which the text can be highlighted: "json", "xml", "html", "css", "javascript", "stream" or "text".
func (f Format) Language() string {
	switch {
	case f.Kind == Events:
		return "stream"
	case f.Kind == JSON:
		return "json"
	case f.Kind == XML, f.MediaType == "image/svg+xml":
		return "xml"
	case f.Kind == HTML:
		return "html"
	case f.Kind == Text && f.MediaType == "text/css":
		return "css"
	case f.Kind == Text && javaScript(f.MediaType):
		return "javascript"
	}
	return "text"
}

// pretty tells whether the text can be set out.
func (f Format) pretty() bool {
	switch f.Language() {
	case "json", "xml", "html", "stream":
		return true
	}
	return false
}

// javaScript tells whether a media type is one of JavaScript, by the list of the MIME Sniffing standard (4.6).
func javaScript(mediaType string) bool {
	switch mediaType {
	case "text/javascript", "application/javascript", "application/ecmascript", "application/x-ecmascript",
		"application/x-javascript", "text/ecmascript", "text/jscript", "text/livescript", "text/x-ecmascript",
		"text/x-javascript":
		return true
	}
	return strings.HasPrefix(mediaType, "text/javascript1.")
}
