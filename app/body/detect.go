package body

import (
	"bytes"
	"strings"

	"roundtrip/app/body/textdecoder"
)

// DetectBytes is how many bytes of a body [Detect] looks at.
const DetectBytes = 1024

// Detect tells what a body is by its Content-Type and its first bytes, of which it needs [DetectBytes] at most. The
// bytes decide only where the type is missing or says no more than "text" or "bytes"; head may be nil or short, and the
// answer is then what the type alone tells. It may be asked again when more has arrived.
func Detect(contentType string, head []byte) Format {
	mediaType, charset := parseMediaType(contentType)
	f := Format{Kind: kindOf(mediaType), MediaType: mediaType, Charset: charset, Many: manyJSON(mediaType)}
	head = head[:min(len(head), DetectBytes)]
	switch {
	case f.Kind == Events:
		f.Charset = utf8Name // always (HTML standard, section 9.2.6)
	case f.Kind == "", mediaType == "text/plain":
		sniff(&f, head)
	}
	return f
}

// kindOf tells the kind by the media type, "" if it says nothing.
func kindOf(mediaType string) Kind {
	main, sub, _ := strings.Cut(mediaType, "/")
	suffix := sub[strings.LastIndexByte(sub, '+')+1:]
	switch {
	case mediaType == "":
		return ""
	case sub == "json", sub == "x-json", suffix == "json", manyJSON(mediaType):
		return JSON
	case sub == "html", sub == "xhtml+xml":
		return HTML
	case main == "image":
		switch sub {
		case "png", "apng", "jpeg", "jpg", "pjpeg", "gif", "webp", "avif", "svg+xml", "x-icon", "vnd.microsoft.icon", "bmp", "x-ms-bmp":
			return Image
		}
		return Binary
	case sub == "xml", suffix == "xml", sub == "xml-dtd", sub == "xml-external-parsed-entity":
		return XML
	case sub == "pdf", sub == "x-pdf":
		return PDF
	case mediaType == "text/event-stream":
		return Events
	case main == "text", javaScript(mediaType), strings.HasSuffix(sub, "mpegurl"):
		return Text
	case main == "audio":
		return Audio
	case main == "video":
		return Video
	case main == "font":
		return Binary
	case main == "application":
		switch sub {
		case "x-www-form-urlencoded", "yaml", "x-yaml", "toml", "graphql", "sql", "x-sh", "jose", "jwt", "pem-certificate-chain", "sparql-query":
			return Text
		case "ogg":
			return Audio
		case "zip", "gzip", "x-gzip", "zstd", "x-tar", "wasm", "x-protobuf", "protobuf", "vnd.google.protobuf", "grpc", "msgpack",
			"x-msgpack", "vnd.msgpack", "cbor", "java-archive":
			return Binary
		}
		if suffix == "yaml" {
			return Text
		}
		if suffix == "zip" || suffix == "cbor" || suffix == "gzip" {
			return Binary
		}
	}
	return ""
}

// manyJSON tells whether a media type is one of JSON values that follow each other.
func manyJSON(mediaType string) bool {
	_, sub, _ := strings.Cut(mediaType, "/")
	switch strings.TrimPrefix(sub, "x-") {
	case "ndjson", "jsonl", "jsonlines", "json-seq", "ldjson", "json-lines", "stream+json":
		return true
	}
	return strings.HasSuffix(sub, "+json-seq") || strings.HasSuffix(sub, "+ndjson")
}

// sniff completes a format by the first bytes.
func sniff(f *Format, head []byte) {
	text := f.MediaType == "text/plain"
	body := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	wideText := strings.HasPrefix(textdecoder.Name(f.Charset), "utf-16") || bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.HasPrefix(head, []byte("\xFF\xFE"))
	switch {
	case len(head) == 0, wideText:
		f.Kind = Text
		if len(head) == 0 && f.MediaType != "" && !text {
			f.Kind = Binary
		}
	case !text && magic(head) != "" && (notText(head) || magic(head) == "application/pdf"):
		f.MediaType = magic(head)
		f.Kind = kindOf(f.MediaType)
	case notText(head):
		f.Kind = Binary
	case likeJSON(body, false):
		f.Kind = JSON
	case likeJSON(body, true):
		f.Kind, f.Many = JSON, true
	case !text && likeHTML(body):
		f.Kind = HTML
	case !text && bytes.HasPrefix(body, []byte("<?xml")):
		f.Kind = XML
	default:
		f.Kind = Text
	}
}

// likeJSON tells whether a text that begins with b can be JSON: an object or an array without a fault so far.
func likeJSON(b []byte, many bool) bool {
	if len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return false
	}
	p, j := counter(standardMeasure), newJSONLayout(0, many)
	j.scan(&p, b, 0)
	return j.fault() == nil
}

// likeHTML tells whether b begins as HTML does, by the table of the MIME Sniffing standard (7.1).
func likeHTML(b []byte) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a",
		"<style", "<title", "<b", "<body", "<br", "<p", "<!--"} {
		if len(b) >= len(tag) && strings.EqualFold(string(b[:len(tag)]), tag) {
			if tag == "<!--" || len(b) == len(tag) || markupSpace(b[len(tag)]) || b[len(tag)] == '>' {
				return true
			}
		}
	}
	return false
}

// notText tells whether b holds a byte that text does not, by the MIME Sniffing standard (3).
func notText(b []byte) bool {
	for _, c := range b {
		if c <= 0x08 || c == 0x0B || c >= 0x0E && c <= 0x1A || c >= 0x1C && c <= 0x1F && c != 0x1E {
			return true
		}
	}
	return false
}

// magic returns the media type of which b has the signature, "" if it has none that a browser can show.
func magic(b []byte) string {
	for _, s := range []struct {
		at        int
		signature string
		mediaType string
	}{
		{0, "\x89PNG\r\n\x1a\n", "image/png"},
		{0, "\xff\xd8\xff", "image/jpeg"},
		{0, "GIF87a", "image/gif"},
		{0, "GIF89a", "image/gif"},
		{8, "WEBPVP", "image/webp"},
		{4, "ftypavif", "image/avif"},
		{0, "\x00\x00\x01\x00", "image/x-icon"},
		{0, "BM", "image/bmp"},
		{0, "%PDF-", "application/pdf"},
		{0, "ID3", "audio/mpeg"},
		{0, "fLaC", "audio/flac"},
		{8, "WAVE", "audio/wave"},
		{0, "OggS\x00", "application/ogg"},
		{0, "\x1a\x45\xdf\xa3", "video/webm"},
		{4, "ftypmp4", "video/mp4"},
		{4, "ftypisom", "video/mp4"},
		{4, "ftypM4A", "audio/mp4"},
		{0, "PK\x03\x04", "application/zip"},
		{0, "\x1f\x8b\x08", "application/gzip"},
		{0, "\x00asm", "application/wasm"},
	} {
		if len(b) >= s.at && bytes.HasPrefix(b[s.at:], []byte(s.signature)) {
			return s.mediaType
		}
	}
	return ""
}
