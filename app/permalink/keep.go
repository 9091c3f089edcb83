package permalink

import (
	"fmt"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// keep returns what a link keeps of a request: what the screen shows and the wire
// would carry, in one spelling. Its lists are fresh copies.
func keep(r request.Request) request.Request {
	r.Method = r.MethodOrGet()
	r.Params = keepFields(r.Params, true)
	r.SetURL(r.URL)
	r.Headers = keepFields(r.Headers, false)
	r.Body = keepBody(r.Body)
	r.Auth = keepAuth(r.Auth)
	r.Options.Pages = r.Options.Pages.Chosen()
	r.Options.Network = r.Options.Network.Chosen()
	if r.Options.Timeout < 0 || r.Options.Timeout == request.DefaultTimeout {
		r.Options.Timeout = 0
	}
	return r
}

func keepFields(fields []request.Field, bare bool) []request.Field {
	var kept []request.Field
	for _, f := range fields {
		if f.Blank() {
			continue
		}
		f.Bare = bare && f.Bare && f.Value == ""
		kept = append(kept, f)
	}
	return kept
}

func keepBody(b request.Body) request.Body {
	kept := request.Body{Kind: b.Kind}
	switch b.Kind {
	case request.JSON:
		kept.JSON = b.JSON
	case request.Text:
		kept.Text, kept.MediaType = b.Text, b.MediaType
	case request.Form:
		kept.Form = keepFields(b.Form, false)
	case request.Multipart:
		kept.Parts = keepParts(b.Parts)
	case request.RawFile:
		kept.File = keepFile(b.File)
	}
	return kept
}

func keepParts(parts []request.Part) []request.Part {
	var kept []request.Part
	for _, p := range parts {
		if p.IsFile {
			p.Value, p.File = "", keepFile(p.File)
		} else {
			p.File, p.FileName = nil, ""
		}
		if !p.Blank() {
			kept = append(kept, p)
		}
	}
	return kept
}

func keepFile(f *request.File) *request.File {
	if f == nil {
		return nil
	}
	return &request.File{Name: f.Name, Size: max(f.Size, 0), Type: f.Type}
}

// keepAuth leaves out what belongs to the person and the moment.
func keepAuth(a request.Auth) request.Auth {
	r := request.Request{Auth: a.Chosen()}
	for _, s := range request.Settings {
		if s.Private {
			s.Set(&r, "")
		}
	}
	return r.Auth
}

// heldHoles lists the holes that stand anywhere in a request, rows that are off
// among them: those of its secrets first, then the others in order.
func heldHoles(r request.Request) []string {
	var holes []string
	stand := map[string]bool{}
	for _, name := range r.Templates() {
		stand[name] = true
	}
	for _, name := range append(secretHoles(r), r.Holes...) {
		if stand[name] {
			holes = append(holes, name)
			stand[name] = false // each once
		}
	}
	return holes
}

// secretHoles names the holes of the selected way to authenticate, and of the options.
func secretHoles(r request.Request) []string {
	var holes []string
	for _, s := range request.Settings {
		if secret, ok := s.Secret(&r); ok && s.Of(&r) && secret.Wanted() != "" {
			holes = append(holes, secret.Wanted())
		}
	}
	return holes
}

// eachText calls f with every text of a kept request that is not a Secret.
func eachText(r request.Request, f func(string)) {
	f(r.Method)
	f(r.URL)
	for _, fields := range [][]request.Field{r.Params, r.Headers, r.Body.Form} {
		for _, field := range fields {
			f(field.Name)
			f(field.Value)
		}
	}
	f(r.Body.JSON)
	f(r.Body.MediaType)
	f(r.Body.Text)
	for _, p := range r.Body.Parts {
		f(p.Name)
		f(p.Value)
		f(p.FileName)
		f(p.ContentType)
		eachFileText(p.File, f)
	}
	eachFileText(r.Body.File, f)
	for _, s := range request.Settings {
		f(s.Get(&r))
	}
}

func eachFileText(file *request.File, f func(string)) {
	if file != nil {
		f(file.Name)
		f(file.Type)
	}
}

// tooLarge reports whether a request holds more text or rows than go into a link.
func tooLarge(r request.Request) bool {
	if tooManyRows(r.URL) {
		return true
	}
	r = keep(r)
	size := 0
	eachText(r, func(s string) { size += len(s) })
	return size > MaxText || rows(r) > maxRows
}

// tooManyRows keeps a URL from being split that would make more rows than a screen can show.
func tooManyRows(url string) bool { return strings.Count(url, "&") >= maxRows }

func rows(r request.Request) int {
	return len(r.Params) + len(r.Headers) + len(r.Body.Form) + len(r.Body.Parts)
}

// check finds choices that this program does not know.
func check(r request.Request) error {
	err := firstError(known("body", r.Body.Kind, request.BodyKinds), known("auth", r.Auth.Kind, request.AuthKinds))
	for _, s := range request.Settings {
		if value := s.Get(&r); value != "" && s.Choices != nil && !slices.Contains(s.Choices, value) {
			err = firstError(err, fmt.Errorf("%s %q is not known: %w", s.Name, value, ErrNewer))
		}
	}
	return err
}

func known[T ~string](what string, value T, values []T) error {
	if slices.Contains(values, value) {
		return nil
	}
	return fmt.Errorf("%s %q is not known: %w", what, string(value), ErrNewer)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
