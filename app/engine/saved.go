package engine

import (
	"errors"
	"strings"

	"roundtrip/app/body"
	"roundtrip/app/body/textdecoder"
	"roundtrip/app/exchange"
)

// described says what the body turned out to be.
func (x *running) described(head exchange.Head) exchange.Body {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.filed {
		return exchange.Body{Size: x.saved, FileName: x.fileName(head)}
	}
	d := exchange.Body{Size: x.store.Len()}
	if d.Size == 0 {
		return d
	}
	d.Media, d.Language, d.Modes = media(x.format), x.format.Language(), modes(x.format)
	if d.Media == exchange.MediaText {
		d.Charset = body.CharsetOf(x.store, x.format)
	}
	d.FileName = x.fileName(head)
	return d
}

func (x *running) fileName(head exchange.Head) string {
	disposition := ""
	for _, h := range head.Headers {
		if strings.EqualFold(h.Name, "Content-Disposition") {
			disposition = h.Value
		}
	}
	return body.FileName(disposition, head.URL, head.MediaType)
}

func (x *running) whole() (store *body.Store, name, mediaType string, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.store == nil {
		return nil, "", "", errors.New("there is no body")
	}
	return x.store, x.fileName(x.head), x.head.MediaType, nil
}

// unknownCharset is the charset that a media type names and that means none, or "".
func unknownCharset(mediaType string) string {
	if label := body.Detect(mediaType, nil).Charset; textdecoder.Name(label) == "" {
		return label
	}
	return ""
}

// media says what a body of a format is.
func media(f body.Format) exchange.Media {
	switch f.Kind {
	case body.JSON, body.XML, body.HTML, body.Text, body.Events:
		return exchange.MediaText
	case body.Image:
		return exchange.MediaImage
	case body.Audio:
		return exchange.MediaAudio
	case body.Video:
		return exchange.MediaVideo
	case body.PDF:
		return exchange.MediaPDF
	}
	return exchange.MediaBinary
}

func modes(f body.Format) []exchange.Mode {
	var list []exchange.Mode
	for _, m := range f.Modes() {
		list = append(list, exchange.Mode(m))
	}
	return list
}

// text gives the whole body as text.
func (x *running) text() (string, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.store == nil {
		return "", errors.New("there is no body")
	}
	return body.Whole(x.store, x.format), nil
}
