package request

import "slices"

// BodyKind says which of the bodies of a request is sent.
type BodyKind string

// The kinds of body. The zero value is no body.
const (
	NoBody    BodyKind = ""
	JSON      BodyKind = "json"
	Text      BodyKind = "text"
	Form      BodyKind = "form"      // application/x-www-form-urlencoded
	Multipart BodyKind = "multipart" // multipart/form-data (RFC 7578)
	RawFile   BodyKind = "file"
)

// BodyKinds lists every kind in the order in which a screen offers them.
var BodyKinds = []BodyKind{NoBody, JSON, Text, Form, Multipart, RawFile}

// Body holds what was typed for each kind, so that changing the kind loses
// nothing; Kind names the one that is sent.
type Body struct {
	Kind      BodyKind `json:"kind,omitempty"`
	JSON      string   `json:"json,omitempty"`
	Text      string   `json:"text,omitempty"`
	MediaType string   `json:"mediaType,omitempty"` // of Text; empty means text/plain
	Form      []Field  `json:"form,omitempty"`
	Parts     []Part   `json:"parts,omitempty"`
	File      *File    `json:"file,omitempty"`
}

// DefaultTextType is the media type of a text body when none was chosen.
const DefaultTextType = "text/plain;charset=UTF-8"

// Part is one part of a multipart body: a text value, or a file.
type Part struct {
	Name        string `json:"name,omitempty"`
	Value       string `json:"value,omitempty"`       // of a text part
	IsFile      bool   `json:"isFile,omitempty"`      // the part takes a file, chosen or not yet
	File        *File  `json:"file,omitempty"`        // the chosen file
	FileName    string `json:"fileName,omitempty"`    // sent instead of the file's own name
	ContentType string `json:"contentType,omitempty"` // sent instead of the file's own type; of a text part, none by default
	Off         bool   `json:"off,omitempty"`
}

// Blank reports whether a part says nothing.
func (p Part) Blank() bool {
	return p.Name == "" && p.Value == "" && p.File == nil && !p.IsFile && p.FileName == "" && p.ContentType == ""
}

// File is a file that a person chose. Only its description is here: the bytes
// stay with the browser, and travel as a Blob under the file's ID. A File without
// an ID was described by a link, and must be chosen again before it is sent.
type File struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
	Size int64  `json:"size,omitempty"` // in bytes
	Type string `json:"type,omitempty"` // as the browser guessed it; may be empty
}

// Files lists the files that the request sends as it stands.
func (r Request) Files() []File {
	var files []File
	switch r.Body.Kind {
	case RawFile:
		if r.Body.File != nil {
			files = append(files, *r.Body.File)
		}
	case Multipart:
		for _, p := range r.Body.Parts {
			if !p.Off && p.IsFile && p.File != nil {
				files = append(files, *p.File)
			}
		}
	}
	return files
}

// GiveFiles puts files in the place of the first of those that Files lists.
func (r *Request) GiveFiles(files []File) {
	if r.Body.Kind == RawFile && r.Body.File != nil && len(files) > 0 {
		r.Body.File = &files[0]
		return
	}
	r.Body.Parts = slices.Clone(r.Body.Parts)
	for i, p := range r.Body.Parts {
		if !p.Off && p.IsFile && p.File != nil && len(files) > 0 {
			r.Body.Parts[i].File = &files[0]
			files = files[1:]
		}
	}
}
