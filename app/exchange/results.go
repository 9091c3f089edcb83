package exchange

// Result is what came of one request of a run.
type Result struct {
	Index    int     `json:"index"`            // its place among all, from 0
	Status   int     `json:"status,omitempty"` // of the response, 0 if none came
	Kind     Kind    `json:"kind,omitempty"`   // of the failure, "" for none
	Duration float64 `json:"duration"`         // in milliseconds
	Size     int64   `json:"size"`             // of the body, in bytes
	Kept     bool    `json:"kept,omitempty"`   // all that came of it can be opened, its body too
}

// ResultsAsk says which results of a run are asked for: a stretch of those that an order and a filter leave.
type ResultsAsk struct {
	Order   ResultOrder  `json:"order,omitempty"`
	Column  int          `json:"column,omitempty"` // of the rows, for ByCell
	Reverse bool         `json:"reverse,omitempty"`
	Only    ResultFilter `json:"only,omitempty"`
	From    int          `json:"from,omitempty"` // of those, from 0
	Count   int          `json:"count"`
}

// Results answers a [ResultsAsk].
type Results struct {
	Total int      `json:"total"` // that the filter leaves
	List  []Result `json:"list"`
}

// ResultOrder is what results are ordered by. Those that are equal stand in the order of their places.
type ResultOrder string

// The orders of results.
const (
	ByPlace    ResultOrder = ""
	ByCell     ResultOrder = "cell" // of a column: numbers by their size, before texts
	ByStatus   ResultOrder = "status"
	ByDuration ResultOrder = "duration"
	BySize     ResultOrder = "size"
)

// ResultFilter leaves some results: all, those that failed, or those of statuses by their first digit, "1" to "5".
type ResultFilter string

// The filters of results that are no statuses.
const (
	AllResults    ResultFilter = ""
	FailedResults ResultFilter = "failed"
)
