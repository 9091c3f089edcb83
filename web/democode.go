package web

import (
	"mime"
	"net/http"
	"regexp"
	"strings"
)

// harmlessUses are what a browser may ask the demo for (Sec-Fetch-Dest, Fetch Metadata, section 2.1): to hand it to a script, to show it as
// a document, which the policy sandboxes, or as a picture, sound or film. Browsers before 2023 and other programs do not say.
var harmlessUses = []string{"", "empty", "document", "iframe", "frame", "image", "audio", "video", "websocket"}

// code matches the media types that browsers run or apply: of JavaScript by all its names (MIME Sniffing, section 4.6), of style sheets,
// of programs, and of what says what a site is.
var code = regexp.MustCompile(`javascript|ecmascript|jscript|livescript|^text/css$|xsl|wasm|importmap|speculationrules|manifest`)

// labelNoCode makes a label that means code, or that browsers might read in another way than we do, one of plain text. With nosniff the label decides.
func labelNoCode(h http.Header) {
	labels := h.Values("Content-Type")
	if len(labels) == 0 {
		return
	}
	media, _, err := mime.ParseMediaType(labels[0])
	if len(labels) > 1 || err != nil || !strings.Contains(media, "/") || code.MatchString(media) {
		h.Set("Content-Type", "text/plain; charset=utf-8")
	}
}
