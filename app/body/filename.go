package body

import (
	"io"
	"mime"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"roundtrip/app/body/textdecoder"
)

// FileName returns the name under which a body is saved: what the Content-Disposition names (RFC 6266: filename*, then
// filename), else the last part of the URL's path, else "response"; with an extension by the media type if it has none.
// The name is safe on every system: one path element of at most 200 bytes, without control or direction characters, and
// without those that Windows reserves.
func FileName(contentDisposition, rawURL, contentType string) string {
	name := safeName(dispositionName(contentDisposition))
	if name == "" {
		name = safeName(urlName(rawURL))
	}
	if name == "" {
		name = "response"
	}
	if path.Ext(name) == "" {
		mediaType, _ := parseMediaType(contentType)
		name += extension(mediaType)
	}
	return name
}

// dispositionName returns the file name in a Content-Disposition, "" if there is none that can be read.
func dispositionName(disposition string) string {
	_, parameters, _ := strings.Cut(disposition, ";")
	plain, extended := "", ""
	for parameters != "" {
		var name, value string
		name, value, parameters = nextParameter(parameters)
		switch {
		case strings.EqualFold(name, "filename*") && extended == "":
			extended = extendedValue(value)
		case strings.EqualFold(name, "filename") && plain == "":
			plain = value
		}
	}
	if extended != "" {
		return extended
	}
	return plainValue(plain)
}

// extendedValue decodes charset'language'percent-encoded bytes (RFC 8187, 3.2.1), "" if it is not that.
func extendedValue(value string) string {
	label, rest, _ := strings.Cut(value, "'")
	_, encoded, found := strings.Cut(rest, "'")
	raw, err := url.PathUnescape(encoded)
	if !found || err != nil {
		return ""
	}
	switch charset := textdecoder.Name(label); {
	case charset == "", charset == utf8Name && !utf8.ValidString(raw):
		return ""
	case charset == utf8Name:
		return raw
	default:
		var text strings.Builder
		decoded := textdecoder.NewWriter(&text, charset) // a builder takes everything
		_, _ = io.WriteString(decoded, raw)
		_ = decoded.Close()
		return text.String()
	}
}

// plainValue repairs what servers put in filename beyond the standard, as browsers do: UTF-8, which arrives as one
// character a byte, and encoded words (RFC 2047).
func plainValue(value string) string {
	bytes := make([]byte, 0, len(value))
	for _, r := range value {
		if r > 0xFF {
			return value
		}
		bytes = append(bytes, byte(r))
	}
	if utf8.Valid(bytes) {
		value = string(bytes)
	}
	if strings.HasPrefix(value, "=?") {
		if decoded, err := new(mime.WordDecoder).DecodeHeader(value); err == nil {
			return decoded
		}
	}
	return value
}

// urlName returns the last part of a URL's path.
func urlName(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil || strings.HasSuffix(u.Path, "/") || u.Path == "" {
		return ""
	}
	return path.Base(u.Path)
}

// safeName makes name one that every system takes, "" if nothing is left of it.
func safeName(name string) string {
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r) && r != '\u200D', r == utf8.RuneError, unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if stem, _, _ := strings.Cut(name, "."); reservedName(stem) {
		name = "_" + name
	}
	return shorten(name, 200)
}

// reservedName tells whether Windows takes stem for a device.
func reservedName(stem string) bool {
	switch stem = strings.ToUpper(strings.TrimSpace(stem)); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "COM" || stem[:3] == "LPT") && stem[3] >= '0' && stem[3] <= '9'
}

// shorten cuts a name to n bytes between characters, and keeps its extension.
func shorten(name string, n int) string {
	if len(name) <= n {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 20 {
		ext = ""
	}
	cut := n - len(ext)
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return strings.TrimRight(name[:cut], " .") + ext
}

// extension returns the usual extension of a media type with its dot, ".bin" for one that is not known.
func extension(mediaType string) string {
	if ext, known := extensions[mediaType]; known {
		return ext
	}
	switch kindOf(mediaType) {
	case JSON:
		return ".json"
	case XML:
		return ".xml"
	case HTML:
		return ".html"
	case Text, "":
		if javaScript(mediaType) {
			return ".js"
		}
		if mediaType == "" {
			return ""
		}
		if strings.HasPrefix(mediaType, "text/") {
			return ".txt"
		}
	}
	return ".bin"
}

// extensions is a table of its own because that of package mime differs between systems.
var extensions = map[string]string{
	"text/plain": ".txt", "text/css": ".css", "text/csv": ".csv", "text/markdown": ".md", "text/calendar": ".ics",
	"text/yaml": ".yaml", "application/yaml": ".yaml", "application/x-yaml": ".yaml", "application/toml": ".toml",
	"application/sql": ".sql", "application/graphql": ".graphql", "application/x-sh": ".sh", "text/vcard": ".vcf",
	"application/x-www-form-urlencoded": ".txt", "application/jwt": ".txt", "text/event-stream": ".txt",
	"application/x-ndjson": ".ndjson", "application/ndjson": ".ndjson", "application/jsonl": ".jsonl",
	"application/xhtml+xml": ".xhtml", "application/rss+xml": ".rss", "application/atom+xml": ".atom",
	"image/png": ".png", "image/apng": ".apng", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
	"image/avif": ".avif", "image/svg+xml": ".svg", "image/x-icon": ".ico", "image/vnd.microsoft.icon": ".ico",
	"image/bmp": ".bmp", "image/tiff": ".tiff", "image/heic": ".heic",
	"audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/wav": ".wav", "audio/wave": ".wav",
	"audio/x-wav": ".wav", "audio/flac": ".flac", "audio/aac": ".aac", "audio/webm": ".weba", "application/ogg": ".ogg",
	"video/mp4": ".mp4", "video/webm": ".webm", "video/ogg": ".ogv", "video/quicktime": ".mov",
	"application/pdf": ".pdf", "application/zip": ".zip", "application/gzip": ".gz", "application/x-gzip": ".gz",
	"application/zstd": ".zst", "application/x-tar": ".tar", "application/wasm": ".wasm", "application/msgpack": ".msgpack",
	"application/cbor": ".cbor", "application/java-archive": ".jar", "application/epub+zip": ".epub",
	"font/woff": ".woff", "font/woff2": ".woff2", "font/ttf": ".ttf", "font/otf": ".otf",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         ".xlsx",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   ".docx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
