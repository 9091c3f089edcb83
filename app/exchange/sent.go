package exchange

// Sent is a request as it went out.
type Sent struct {
	Method   string   `json:"method"`
	URL      string   `json:"url"` // as it is on the wire: normalised, without fragment
	Headers  []Header `json:"headers"`
	BodySize int64    `json:"bodySize"` // in bytes; 0 without a body
	BodyHead string   `json:"bodyHead"` // the first few kB of the body as text, files as <name, size>
	BodyCut  bool     `json:"bodyCut"`  // BodyHead is not the whole of it
}
