package permalink

import (
	"fmt"
	"strings"

	"roundtrip/app/request"
)

// Item is one line of what a link holds, for people.
type Item struct {
	Name  string // "2 headers"; of a secret, where it stands: "header Authorization"
	Value string // "Accept, Content-Type"; empty for a secret
	Hole  string // of a secret: the name that stands in its place, and its key for Link
}

// Contents lists what [Kept.Link] puts into a link, then the secrets that it leaves
// out unless they are passed to it. No item shows the value of a secret.
func (k Kept) Contents() []Item {
	r := k.sealed
	items := []Item{{Name: "Method and URL", Value: strings.TrimSpace(r.Method + " " + r.URL)}}
	add := func(name, value string) {
		if name != "" {
			items = append(items, Item{Name: name, Value: value})
		}
	}
	add(offParams(r.Params))
	add(fields(r.Headers, "header"))
	add(body(r.Body))
	for _, file := range files(r.Body) {
		add("File", file)
	}
	add(auth(r.Auth))
	add(options(r))
	for _, s := range k.secrets {
		items = append(items, Item{Name: s.Where, Hole: s.Hole})
	}
	return items
}

func offParams(params []request.Field) (name, value string) {
	var off []request.Field
	for _, f := range params {
		if f.Off {
			off = append(off, f)
		}
	}
	return fields(off, "parameter")
}

func fields(fields []request.Field, noun string) (name, value string) {
	if len(fields) == 0 {
		return "", ""
	}
	var names []string
	for _, f := range fields {
		n := f.Name
		if f.Off {
			n += " (off)"
		}
		names = append(names, n)
	}
	return count(len(fields), noun), strings.Join(names, ", ")
}

func body(b request.Body) (name, value string) {
	switch b.Kind {
	case request.JSON:
		return "Body", "JSON, " + size(int64(len(b.JSON)))
	case request.Text:
		mediaType := b.MediaType
		if mediaType == "" {
			mediaType = "text"
		}
		return "Body", mediaType + ", " + size(int64(len(b.Text)))
	case request.Form:
		return "Body", "form, " + count(len(b.Form), "field")
	case request.Multipart:
		return "Body", "multipart, " + count(len(b.Parts), "part")
	case request.RawFile:
		return "Body", "a file"
	}
	return "", ""
}

// files describes every file of a kept body, those of parts that are off too.
func files(b request.Body) []string {
	var described []string
	describe := func(f *request.File) {
		if f != nil {
			described = append(described, f.Name+", "+size(f.Size)+": the file itself is not in a link")
		}
	}
	describe(b.File)
	for _, p := range b.Parts {
		describe(p.File)
	}
	return described
}

func auth(a request.Auth) (name, value string) {
	switch a.Kind {
	case request.Basic:
		if a.User == "" {
			return "Auth", "basic"
		}
		return "Auth", "basic, user " + a.User
	case request.Bearer:
		return "Auth", "bearer"
	case request.APIKey:
		keyName, place := a.KeyName, "header"
		if keyName == "" {
			keyName = request.DefaultKeyName
		}
		if a.KeyPlace == request.InQuery {
			place = "parameter"
		}
		return "Auth", "API key in " + place + " " + keyName
	case request.NoAuth:
		return "", ""
	}
	return "Auth", request.AuthLabel(a.Kind)
}

func options(r request.Request) (name, value string) {
	var chosen []string
	for _, s := range request.Settings {
		text := s.Get(&r)
		switch {
		case len(s.Kinds) > 0 || text == "" || s.IsSecret():
		case s.Lines:
			chosen = append(chosen, decapitalised(s.Label)+": "+size(int64(len(text))))
		case text == "on":
			chosen = append(chosen, decapitalised(s.Label))
		default:
			label, seconds := strings.CutSuffix(decapitalised(s.Label), ", seconds")
			if seconds {
				text += " s"
			}
			chosen = append(chosen, label+": "+text)
		}
	}
	if chosen == nil {
		return "", ""
	}
	return "Options", strings.Join(chosen, ", ")
}

func decapitalised(label string) string {
	if label[1] >= 'A' && label[1] <= 'Z' {
		return label // HTTP version
	}
	return strings.ToLower(label[:1]) + label[1:]
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// size writes a number of bytes for people, in powers of 1000.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
