package exchange

// Event is one thing that happened to an exchange. Exactly one of its pointers is
// set, and [Done] or [Failure] is the last event of an exchange, but for
// readings of its body.
type Event struct {
	ID       int       `json:"id"` // the number that the page gave to the send
	Sent     *Sent     `json:"sent,omitempty"`
	Hop      *Hop      `json:"hop,omitempty"`
	Wait     *Wait     `json:"wait,omitempty"`
	Upload   *Progress `json:"upload,omitempty"`
	Head     *Head     `json:"head,omitempty"`
	Run      *Run      `json:"run,omitempty"` // in place of the head, where an exchange is many requests
	Progress *Progress `json:"progress,omitempty"`
	Done     *Done     `json:"done,omitempty"`
	Failure  *Failure  `json:"failure,omitempty"`
	View     *View     `json:"view,omitempty"`
	Pages    *Pages    `json:"pages,omitempty"`
	Saving   *Saving   `json:"saving,omitempty"`
}

// Saving says where the body goes that is to be saved. It comes between the head and the body.
type Saving struct {
	FileName string `json:"fileName"`
	Memory   string `json:"memory,omitempty"` // why it is held in memory after all, in a sentence
}

// Progress counts bytes that went out or came in.
type Progress struct {
	Bytes int64 `json:"bytes"`
	Total int64 `json:"total"` // -1 when unknown
}

// Done is the end of an exchange that brought a response.
type Done struct {
	Timing   Timing  `json:"timing"`
	Body     Body    `json:"body"`
	Trailers []Field `json:"trailers,omitempty"` // that came behind the body (RFC 9110, section 6.5)
}

// Body says what a response's body turned out to be.
type Body struct {
	Size     int64  `json:"size"`     // decoded, in bytes
	Media    Media  `json:"media"`    // what it is, for showing it
	Language string `json:"language"` // for colours: json, xml, html, css, javascript, text
	Modes    []Mode `json:"modes"`    // the ways to show it, the best first
	Charset  string `json:"charset"`  // of a text, as it is decoded: its name in the Encoding standard
	FileName string `json:"fileName"` // for a download
}

// Media says what a body is, for showing it.
type Media string

// The media of bodies. The zero value is an empty body.
const (
	MediaNone   Media = ""
	MediaText   Media = "text"
	MediaImage  Media = "image"
	MediaAudio  Media = "audio"
	MediaVideo  Media = "video"
	MediaPDF    Media = "pdf"
	MediaBinary Media = "binary"
)

// View is what is known of one reading of the body: pretty, raw or hex. It is sent
// as the reading goes on, at most twenty times a second.
type View struct {
	Mode      Mode     `json:"mode"`
	Rows      int      `json:"rows"`                // rows of text so far
	Continued int      `json:"continued,omitempty"` // of them: those that continue the line of the row before, which is too long for one
	Bytes     int64    `json:"bytes"`               // of the body that they were made of, at least; the last row may grow with them
	Done      bool     `json:"done"`
	Media     Media    `json:"media"`
	Language  string   `json:"language"`
	Modes     []Mode   `json:"modes"`
	Problem   *Problem `json:"problem,omitempty"` // why a pretty reading stopped being pretty
	Stream    *Stream  `json:"stream,omitempty"`  // of a pretty reading of events or records
}

// Stream counts what has come of a stream of events, or of records of JSON.
type Stream struct {
	Entries int  `json:"entries"`
	Broken  int  `json:"broken,omitempty"` // records that are not JSON
	Events  bool `json:"events,omitempty"` // they are events
}

// Mode is a way to show a body.
type Mode string

// The ways to show a body. A preview is the browser's own, and has no rows.
const (
	Pretty  Mode = "pretty"
	Raw     Mode = "raw"
	Hex     Mode = "hex"
	Preview Mode = "preview"
)

// Problem is a place in a text that is not what it should be.
type Problem struct {
	Line    int    `json:"line"`            // from 1
	Column  int    `json:"column"`          // from 1, in characters
	Shown   int    `json:"shown,omitempty"` // the line of the view at which the text goes on as it came, from 1
	Row     int    `json:"row,omitempty"`   // the same place in the view: its row, from 0,
	At      int    `json:"at,omitempty"`    // and character in it, from 1; 0 where nothing is marked
	Message string `json:"message"`
}
