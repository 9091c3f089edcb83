package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// mediaTypes offers media types while one is typed.
func mediaTypes() app.UI {
	options := make([]app.UI, len(commonTypes))
	for i, t := range commonTypes {
		options[i] = app.Option().Value(t)
	}
	return app.DataList().ID("media-types").Body(options...)
}

var commonTypes = []string{
	"text/plain;charset=UTF-8", "text/html;charset=UTF-8", "text/css", "text/csv", "text/markdown", "application/xml",
	"application/javascript", "application/graphql", "application/yaml", "application/x-ndjson", "application/json",
	"application/problem+json", "application/ld+json", "application/merge-patch+json", "application/json-patch+json",
	"application/soap+xml", "application/x-www-form-urlencoded", "application/octet-stream",
}

// languageOf is the language in which a text of a media type is coloured.
func languageOf(mediaType string) string {
	essence, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	essence = strings.TrimSpace(essence)
	switch {
	case strings.HasSuffix(essence, "json"):
		return "json"
	case essence == "text/html", essence == "application/xhtml+xml":
		return "html"
	case strings.HasSuffix(essence, "xml"):
		return "xml"
	case essence == "text/css":
		return "css"
	case strings.HasSuffix(essence, "javascript"):
		return "javascript"
	}
	return "text"
}
