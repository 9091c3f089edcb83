package request

// Request is one request as a person wrote it. Its zero value is a GET of
// nothing with every option at its default; [New] is what a person starts with.
//
// URL and Params say the same thing twice on purpose: Params are the rows of the
// URL's query, and rows that are off, which no URL can hold. [Request.SetURL] and
// [Request.SetParams] keep the two in step.
type Request struct {
	Method  string  `json:"method,omitempty"` // a token (RFC 9110, section 9.1); empty means GET
	URL     string  `json:"url,omitempty"`    // as typed, with its query and fragment
	Params  []Field `json:"params,omitempty"` // the rows of the query; those that are off are not in URL
	Headers []Field `json:"headers,omitempty"`
	Body    Body    `json:"body,omitzero"`
	Auth    Auth    `json:"auth,omitzero"`
	Options Options `json:"options,omitzero"`

	// Holes names the values that the request still needs: it stands with
	// {{name}} wherever the value belongs. They come from links that left
	// secrets out.
	Holes []string `json:"holes,omitempty"`
}

// Field is one row of a list of names and values: a header, a parameter, a form
// field. Order and duplicates matter.
type Field struct {
	Name  string `json:"name,omitempty"`
	Value string `json:"value,omitempty"`
	Off   bool   `json:"off,omitempty"`  // kept on the screen, left out of what is sent
	Bare  bool   `json:"bare,omitempty"` // a parameter without "=": ?flag rather than ?flag=
}

// Blank reports whether a row says nothing.
func (f Field) Blank() bool { return f.Name == "" && f.Value == "" }

// New is the request that a person starts with.
func New() Request { return Request{Method: "GET"} }

// MethodOrGet is the method that is sent.
func (r Request) MethodOrGet() string {
	if r.Method == "" {
		return "GET"
	}
	return r.Method
}

// Sent returns the rows of a list that are sent: on, and not blank.
func Sent(fields []Field) []Field {
	var on []Field
	for _, f := range fields {
		if !f.Off && !f.Blank() {
			on = append(on, f)
		}
	}
	return on
}
