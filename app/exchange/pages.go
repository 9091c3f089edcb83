package exchange

// Pages says how far an exchange is that follows pages: its body is one JSON array of the items of all of them.
type Pages struct {
	Got   int `json:"got"`   // pages that came
	Items int `json:"items"` // that stood on them

	Stop string `json:"stop,omitempty"` // why no more pages were asked for, as a sentence, where that is not simply the end
	Cut  bool   `json:"cut,omitempty"`  // there may be more items than these
}
