package permalink

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"roundtrip/app/request"
)

// The records of format 1, in the order in which they are written. "text" stands for a
// uvarint length and as many bytes, "flags" for one byte.
const (
	recTimeout     = 'D' // text: a duration as time.Duration prints it
	recRedirect    = 'E' // text: the mode, as in all options
	recCredentials = 'C' // text
	recCache       = 'K' // text
	recStream      = 'S' // nothing
	recBasic       = 'B' // text user, text hole of the password
	recBearer      = 'A' // text hole of the token
	recAPIKey      = 'I' // text name, text place, text hole of the key
	recHeader      = 'H' // text name, text value
	recHeaderOff   = 'h' // the same, off
	recMethod      = 'M' // text; absent for GET
	recURL         = 'U' // text
	recRows        = 'R' // uvarint: so many rows of the URL's query as they stand in it
	recParam       = 'P' // flags, text name, text value: a row that the URL cannot tell
	recJSON        = 'J' // text
	recText        = 'T' // text media type, text
	recForm        = 'F' // uvarint count, and for each: flags, text name, text value
	recParts       = 'X' // uvarint count, and for each: flags, text name, and by the flags: file, or text value; text file name; text content type
	recFile        = 'Z' // flags, and by the flags: file, which is text name, uvarint size, text type
	recHole        = 'W' // text: a hole beside that of the auth
	recSecret      = 'V' // text hole, text value: a secret that was shared on purpose
)

// The flags of rows and parts.
const (
	flagOff         = 1 << iota
	flagBare        // a parameter without "="
	flagIsFile      // a part that takes a file
	flagHasFile     // with a file described
	flagFileName    // with a file name of its own
	flagContentType // with a content type of its own
)

type writer struct{ buf []byte }

func (w *writer) tag(tag byte)   { w.buf = append(w.buf, tag) }
func (w *writer) flags(f int)    { w.buf = append(w.buf, byte(f)) }
func (w *writer) number(n int64) { w.buf = binary.AppendUvarint(w.buf, uint64(n)) }
func (w *writer) text(s string) {
	w.number(int64(len(s)))
	w.buf = append(w.buf, s...)
}

// record writes a record whose fields are all texts.
func (w *writer) record(tag byte, texts ...string) {
	w.tag(tag)
	for _, s := range texts {
		w.text(s)
	}
}

// optional writes a record of one text unless it is empty.
func (w *writer) optional(tag byte, text string) {
	if text != "" {
		w.record(tag, text)
	}
}

// writeRequest writes the records of a sealed request. It has no way to the value
// of a Secret: only what is in secrets can get in.
func writeRequest(r request.Request, secrets map[string]string) []byte {
	w := &writer{}
	w.options(r.Options)
	w.auth(r.Auth)
	for _, f := range r.Headers {
		if f.Off {
			w.record(recHeaderOff, f.Name, f.Value)
		} else {
			w.record(recHeader, f.Name, f.Value)
		}
	}
	if r.Method != "GET" {
		w.record(recMethod, r.Method)
	}
	w.optional(recURL, r.URL)
	w.params(r)
	w.body(r.Body)
	for _, hole := range r.Holes {
		if hole != authHole(r.Auth) {
			w.record(recHole, hole)
		}
	}
	for _, hole := range r.Holes {
		if value := secrets[hole]; value != "" {
			w.record(recSecret, hole, value)
		}
	}
	return w.buf
}

func (w *writer) options(o request.Options) {
	if o.Timeout != 0 {
		w.record(recTimeout, o.Timeout.String())
	}
	w.optional(recRedirect, string(o.Redirect))
	w.optional(recCredentials, string(o.Credentials))
	w.optional(recCache, string(o.Cache))
	if o.Stream {
		w.tag(recStream)
	}
}

func (w *writer) auth(a request.Auth) {
	switch a.Kind {
	case request.Basic:
		w.record(recBasic, a.User, a.Password.Wanted())
	case request.Bearer:
		w.record(recBearer, a.Token.Wanted())
	case request.APIKey:
		w.record(recAPIKey, a.KeyName, string(a.KeyPlace), a.Key.Wanted())
	}
}

// params writes the rows only where the URL does not tell them.
func (w *writer) params(r request.Request) {
	told := toldByURL(r.URL)
	if slices.Equal(r.Params, told) {
		return
	}
	run := 0
	flush := func() {
		if run > 0 {
			w.tag(recRows)
			w.number(int64(run))
			run = 0
		}
	}
	for _, f := range r.Params {
		if len(told) > 0 && f == told[0] {
			run++
		} else {
			flush()
			w.tag(recParam)
			w.field(f)
		}
		if !f.Off && len(told) > 0 {
			told = told[1:]
		}
	}
	flush()
}

func toldByURL(url string) []request.Field {
	var r request.Request
	r.SetURL(url)
	return r.Params
}

func (w *writer) field(f request.Field) {
	w.flags(bit(f.Off, flagOff) | bit(f.Bare, flagBare))
	w.text(f.Name)
	w.text(f.Value)
}

func (w *writer) body(b request.Body) {
	switch b.Kind {
	case request.JSON:
		w.record(recJSON, b.JSON)
	case request.Text:
		w.record(recText, b.MediaType, b.Text)
	case request.Form:
		w.tag(recForm)
		w.number(int64(len(b.Form)))
		for _, f := range b.Form {
			w.field(f)
		}
	case request.Multipart:
		w.tag(recParts)
		w.number(int64(len(b.Parts)))
		for _, p := range b.Parts {
			w.part(p)
		}
	case request.RawFile:
		w.tag(recFile)
		w.flags(bit(b.File != nil, flagHasFile))
		w.file(b.File)
	}
}

func (w *writer) part(p request.Part) {
	w.flags(bit(p.Off, flagOff) | bit(p.IsFile, flagIsFile) | bit(p.File != nil, flagHasFile) |
		bit(p.FileName != "", flagFileName) | bit(p.ContentType != "", flagContentType))
	w.text(p.Name)
	if p.IsFile {
		w.file(p.File)
	} else {
		w.text(p.Value)
	}
	if p.FileName != "" {
		w.text(p.FileName)
	}
	if p.ContentType != "" {
		w.text(p.ContentType)
	}
}

func (w *writer) file(f *request.File) {
	if f != nil {
		w.text(f.Name)
		w.number(f.Size)
		w.text(f.Type)
	}
}

func bit(set bool, f int) int {
	if set {
		return f
	}
	return 0
}

// reader reads records. After the first mistake everything that it gives is zero.
type reader struct {
	rest string
	rows int
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.rest = ""
}

func (r *reader) byte() byte {
	if r.rest == "" {
		r.fail(ErrDamaged)
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// flags reads flags of which only those in allowed may be set.
func (r *reader) flags(allowed byte) byte {
	f := r.byte()
	if f&^allowed != 0 {
		r.fail(fmt.Errorf("flags %#x are not known: %w", f, ErrNewer))
	}
	return f
}

func (r *reader) number() int64 {
	var n uint64
	for shift := 0; shift < 63; shift += 7 {
		b := r.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return int64(n)
		}
	}
	r.fail(ErrDamaged)
	return 0
}

func (r *reader) text() string {
	n := r.number()
	if n > int64(len(r.rest)) {
		r.fail(ErrDamaged)
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// row counts a row, and fails at the first that is too many.
func (r *reader) row() bool {
	if r.rows++; r.rows > maxRows {
		r.fail(ErrTooLarge)
	}
	return r.err == nil
}

// hole reads the name of a hole into a Secret.
func (r *reader) hole() request.Secret {
	name := r.text()
	if name == "" {
		return request.Secret{}
	}
	if !request.IsTemplateName(name) {
		r.fail(ErrDamaged)
	}
	return request.Hole(name)
}

// readRequest reads the records of a request, and fills the secrets that came
// with it into their holes.
func readRequest(text string) (request.Request, error) {
	d := &reader{rest: text}
	r := request.New()
	secrets := map[string]string{}
	var rows []request.Field
	var told []request.Field // rows of the URL that are not accounted for
	var holes []string
	for d.rest != "" {
		switch tag := d.byte(); tag {
		case recTimeout:
			r.Options.Timeout = d.timeout()
		case recRedirect:
			r.Options.Redirect = request.Redirect(d.text())
		case recCredentials:
			r.Options.Credentials = request.Credentials(d.text())
		case recCache:
			r.Options.Cache = request.Cache(d.text())
		case recStream:
			r.Options.Stream = true
		case recBasic:
			r.Auth = request.Auth{Kind: request.Basic, User: d.text(), Password: d.hole()}
		case recBearer:
			r.Auth = request.Auth{Kind: request.Bearer, Token: d.hole()}
		case recAPIKey:
			r.Auth = request.Auth{Kind: request.APIKey, KeyName: d.text(), KeyPlace: request.KeyPlace(d.text()), Key: d.hole()}
		case recHeader, recHeaderOff:
			if d.row() {
				r.Headers = append(r.Headers, request.Field{Name: d.text(), Value: d.text(), Off: tag == recHeaderOff})
			}
		case recMethod:
			r.Method = d.text()
		case recURL:
			r.URL = d.text()
			if tooManyRows(r.URL) {
				return request.Request{}, ErrTooLarge
			}
			told = toldByURL(r.URL)
		case recRows:
			n := min(d.number(), int64(len(told)))
			rows, told = append(rows, told[:n]...), told[n:]
		case recParam:
			if d.row() {
				f := d.field()
				rows = append(rows, f)
				if !f.Off && len(told) > 0 {
					told = told[1:]
				}
			}
		case recJSON:
			r.Body = request.Body{Kind: request.JSON, JSON: d.text()}
		case recText:
			r.Body = request.Body{Kind: request.Text, MediaType: d.text(), Text: d.text()}
		case recForm:
			r.Body = request.Body{Kind: request.Form}
			for n := d.number(); n > 0 && d.row(); n-- {
				r.Body.Form = append(r.Body.Form, d.field())
			}
		case recParts:
			r.Body = request.Body{Kind: request.Multipart}
			for n := d.number(); n > 0 && d.row(); n-- {
				r.Body.Parts = append(r.Body.Parts, d.part())
			}
		case recFile:
			r.Body = request.Body{Kind: request.RawFile, File: d.file(d.flags(flagHasFile))}
		case recHole:
			if d.row() {
				holes = append(holes, d.text())
			}
		case recSecret:
			if d.row() {
				hole := d.text()
				secrets[hole] = d.text()
			}
		default:
			d.fail(fmt.Errorf("record %q is not known: %w", tag, ErrNewer))
		}
	}
	if d.err != nil {
		return request.Request{}, d.err
	}
	r.Params = rows
	r.Holes = holes
	return finish(r, secrets)
}

func (r *reader) timeout() time.Duration {
	text := r.text()
	timeout, err := time.ParseDuration(text)
	if err != nil {
		r.fail(fmt.Errorf("timeout %q: %w", text, ErrDamaged))
	}
	return timeout
}

func (r *reader) field() request.Field {
	f := r.flags(flagOff | flagBare)
	return request.Field{Off: f&flagOff != 0, Bare: f&flagBare != 0, Name: r.text(), Value: r.text()}
}

func (r *reader) part() request.Part {
	f := r.flags(flagOff | flagIsFile | flagHasFile | flagFileName | flagContentType)
	p := request.Part{Off: f&flagOff != 0, IsFile: f&flagIsFile != 0, Name: r.text()}
	if p.IsFile {
		p.File = r.file(f)
	} else {
		p.Value = r.text()
	}
	if f&flagFileName != 0 {
		p.FileName = r.text()
	}
	if f&flagContentType != 0 {
		p.ContentType = r.text()
	}
	return p
}

func (r *reader) file(flags byte) *request.File {
	if flags&flagHasFile == 0 {
		return nil
	}
	return &request.File{Name: r.text(), Size: r.number(), Type: r.text()}
}

// finish brings a request that was read from outside into order: only what a link
// keeps, rows in step with the URL, holes that are there, secrets in their places.
func finish(r request.Request, secrets map[string]string) (request.Request, error) {
	if err := check(r); err != nil {
		return request.Request{}, err
	}
	r = keep(r)
	r.Holes = heldHoles(r)
	return r.Fill(secrets), nil
}
