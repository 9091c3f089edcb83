package permalink

import (
	"encoding/binary"
	"iter"
	"slices"

	"roundtrip/app/request"
)

type writer struct {
	buf     []byte
	version int // of the format that has all the records
}

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
func writeRequest(r request.Request, secrets map[string]string) (text []byte, version int) {
	w := &writer{version: 1}
	w.options(r.Options)
	w.auth(r)
	w.settings(r)
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
	held := secretHoles(r)
	for _, hole := range r.Holes {
		if !slices.Contains(held, hole) {
			w.record(recHole, hole)
		}
	}
	for _, hole := range r.Holes {
		if value := secrets[hole]; value != "" {
			w.record(recSecret, hole, value)
		}
	}
	return w.buf, w.version
}

func (w *writer) options(o request.Options) {
	if o.Timeout != 0 {
		w.record(recTimeout, o.Timeout.String())
	}
	if o.Redirect == request.Stop {
		w.version = 2
	}
	w.optional(recRedirect, string(o.Redirect))
	w.optional(recCredentials, string(o.Credentials))
	w.optional(recCache, string(o.Cache))
	if o.Stream {
		w.tag(recStream)
	}
}

func (w *writer) auth(r request.Request) {
	switch a := r.Auth; a.Kind {
	case request.NoAuth:
	case request.Basic:
		w.record(recBasic, a.User, a.Password.Wanted())
	case request.Bearer:
		w.record(recBearer, a.Token.Wanted())
	case request.APIKey:
		w.record(recAPIKey, a.KeyName, string(a.KeyPlace), a.Key.Wanted())
	default:
		w.version = 2
		w.record(recAuth, string(a.Kind))
	}
}

// settings writes what has no record of its own.
func (w *writer) settings(r request.Request) {
	for s, value := range added(r) {
		w.version = 2
		w.record(recSetting, s.Name, value)
	}
}

// added walks the settings of a sealed request that have no record in format 1, and are not at their defaults. The value of a
// secret is its hole.
func added(r request.Request) iter.Seq2[request.Setting, string] {
	return func(yield func(request.Setting, string) bool) {
		for _, s := range request.Settings {
			if !s.Of(&r) || recorded(s, r.Auth.Kind) {
				continue
			}
			value := s.Get(&r)
			if secret, ok := s.Secret(&r); ok {
				value = secret.Wanted()
			}
			if value != "" && !yield(s, value) {
				return
			}
		}
	}
}

// recorded reports whether a setting stands in a record of format 1.
func recorded(s request.Setting, kind request.AuthKind) bool {
	switch s.Name {
	case "timeout", "redirect", "credentials", "cache", "stream":
		return true
	case "user", "password":
		return kind == request.Basic
	case "token", "key-name", "key-in", "key":
		return true
	}
	return false
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
			w.field(request.SpellParam(f))
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
