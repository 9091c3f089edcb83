package exchange

// Timing is what is known of when things happened. Every time is in milliseconds
// since Send was pressed; a phase that cannot be known is zero and has no bar.
type Timing struct {
	Total  float64 `json:"total"`  // from Send to the last byte, by the worker's own clock
	Head   float64 `json:"head"`   // from Send to the head of the response, by the worker's own clock
	Phases []Phase `json:"phases"` // from the browser's resource timing, where it is exposed
	Hidden bool    `json:"hidden"` // the server did not send Timing-Allow-Origin: only start and end are known

	Wire     int64  `json:"wire"`     // encoded bytes of the body; -1 when unknown
	Decoded  int64  `json:"decoded"`  // bytes of the body after decoding
	Protocol string `json:"protocol"` // ALPN name, "" when unknown
}

// Phase is one stretch of an exchange (Resource Timing, section 4).
type Phase struct {
	Name  string  `json:"name"`
	Start float64 `json:"start"`
	End   float64 `json:"end"`
}
