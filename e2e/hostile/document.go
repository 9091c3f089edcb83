//go:build !js

package hostile

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Document is a body whose bytes matter, and the media type that it is served with.
type Document struct {
	Type string
	Body []byte
	Text string // what a person must read, where that is not the body in UTF-8
}

// Documents are served at /document/NAME. In their bodies HOME stands for the origin of the server.
var Documents = map[string]Document{
	"fidelity.json": {Type: "application/json", Body: []byte(fidelity)},
	"invalid.json":  {Type: "application/json", Body: []byte("{\"a\": 1,\n \"b\": nope}\n")},
	"lines.json":    {Type: "application/x-ndjson", Body: []byte("{\"n\":1}\n{\"n\":2}\n")},
	"note.xml":      {Type: "application/xml", Body: []byte(`<?xml version="1.0"?><note lang="en"><to>Åsa</to><!-- kept --><body><![CDATA[1 < 2]]></body><empty/></note>`)},
	"page.html":     {Type: "text/html; charset=utf-8", Body: []byte(page)},
	"drawing.svg":   {Type: "image/svg+xml", Body: []byte(drawing)},
	"pixel.png":     {Type: "image/png", Body: picture()},
	"latin1.txt":    {Type: "text/plain; charset=iso-8859-1", Body: []byte("caf\xe9 na\xefve \xa9\n"), Text: "café naïve ©"},
	"shiftjis.txt":  {Type: "text/plain; charset=shift_jis", Body: []byte("\x93\xfa\x96\x7b\x8c\xea\n"), Text: "日本語"},
	"utf16.txt":     {Type: "text/plain", Body: []byte("\xff\xfeh\x00i\x00 \x00\xfc\x00\n\x00"), Text: "hi ü"},
	"meta.html":     {Type: "text/html", Body: []byte("<!doctype html><meta charset=windows-1252><p>\x80 5</p>\n"), Text: "€ 5"},
	"bytes.bin":     {Type: "application/octet-stream", Body: Bytes(300)},
	"empty.txt":     {Type: "text/plain", Body: nil},
	"many.txt":      {Type: "text/plain", Body: []byte(text(650_000))},
}

// fidelity is JSON that a parser and a printer would change: numbers that no float holds, spellings, duplicate keys, their order.
const fidelity = `{"big":12345678901234567890123,"10":1,"2":2,"dup":1,"dup":2,"float":1.0,"exp":1e3,"neg":-0,"esc":"\u0041\/\ud83d\ude00","empty":{},"list":[],"html":"<b>&</b>"}`

// page tries in every way to run a script or to call home.
const page = `<!doctype html><html><head><title>Tricky</title>
<script>fetch("HOME/home/script")</script>
<script src="HOME/home/script-src"></script>
<meta http-equiv="refresh" content="0;url=HOME/home/refresh">
</head><body onload="fetch('HOME/home/onload')">
<h1>Tricky page</h1>
<img src="data:," onerror="fetch('HOME/home/onerror')">
<iframe srcdoc="<script>fetch('HOME/home/srcdoc')</script>"></iframe>
<form id="f" action="HOME/home/form"></form><script>document.getElementById("f").submit()</script>
<svg onload="fetch('HOME/home/svg')"></svg>
<a href="javascript:fetch('HOME/home/link')">link</a>
</body></html>
`

// drawing is an image that would run a script if it were shown as a document.
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="fetch('HOME/home/drawing')"><script>fetch("HOME/home/drawing-script")</script><rect width="40" height="30" fill="teal"/><image href="HOME/home/drawing-image" width="4" height="4"/></svg>`

func picture() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for y := range 16 {
		for x := range 24 {
			img.Set(x, y, color.RGBA{uint8(x * 10), uint8(y * 15), 128, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a picture in memory can be encoded
	}
	return b.Bytes()
}

// Body is the body of a document as a server at origin sends it.
func Body(origin, name string) []byte {
	return bytes.ReplaceAll(Documents[name].Body, []byte("HOME"), []byte(origin))
}

func document(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	d, ok := Documents[name]
	if !ok {
		names := strings.Join(slices.Sorted(maps.Keys(Documents)), ", ")
		http.Error(w, "no document "+strconv.Quote(name)+": there are "+names, http.StatusNotFound)
		return
	}
	body := Body("http://"+r.Host, name)
	w.Header().Set("Content-Type", d.Type)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("X-Custom", "seen")
	_, _ = w.Write(body)
}
