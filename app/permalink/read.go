package permalink

import (
	"fmt"
	"time"

	"roundtrip/app/request"
)

// reader reads records. After the first mistake everything that it gives is zero.
type reader struct {
	rest    string
	version int // of the format: a record of a later one is not known
	rows    int
	err     error
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
func readRequest(text string, version int) (request.Request, error) {
	d := &reader{rest: text, version: version}
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
				f := request.UnspellParam(d.field())
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
		case recAuth:
			d.since(2, tag)
			r.Auth.Kind = request.AuthKind(d.text())
		case recSetting:
			d.since(2, tag)
			d.setting(&r)
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

// since says that a record is known from a format on.
func (r *reader) since(version int, tag byte) {
	if r.version < version {
		r.fail(fmt.Errorf("record %q is not known: %w", tag, ErrNewer))
	}
}

func (r *reader) setting(to *request.Request) {
	name, value := r.text(), r.text()
	if r.err != nil {
		return
	}
	if err := set(to, name, value); err != nil {
		r.fail(err)
	}
}

// set gives a setting the value that a link holds.
func set(to *request.Request, name, value string) error {
	s, ok := request.FindSetting(name)
	if !ok || s.Private {
		return fmt.Errorf("setting %q is not known: %w", name, ErrNewer)
	}
	if secret, ok := s.Secret(to); ok {
		if !request.IsTemplateName(value) {
			return ErrDamaged
		}
		*secret = request.Hole(value)
		return nil
	}
	if problem := s.Set(to, value); problem != "" {
		return fmt.Errorf("%s: %s: %w", name, problem, ErrNewer)
	}
	return nil
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
	r = r.FillParams(odd(r, secrets, request.UnspellParam))
	return r.Fill(secrets), nil
}
