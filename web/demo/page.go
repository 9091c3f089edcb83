package demo

import (
	"html/template"
	"net/http"
)

// page is what a person sees of the authorization server: HTML without scripts.
type page struct {
	Title    string
	Text     string
	Ask      bool // offer Allow and Deny
	WantCode bool // with a field for the code that a device shows
	UserCode string
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 10vh auto; padding: 0 1rem }
button, input { font: inherit; padding: .3rem 1rem; margin: 0 .5rem .5rem 0 }</style>
<main>
<h1>{{.Title}}</h1>
<p>{{.Text}}</p>
{{- if .Ask}}
<form method="post">
{{- if .WantCode}}
<p><label>Code <input name="user_code" value="{{.UserCode}}" required autocomplete="off" autocapitalize="characters"></label></p>
{{- end}}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
{{- end}}
</main>
</html>
`))

func show(w http.ResponseWriter, status int, p page) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	// Another site must not draw its own buttons over these, nor read the parameters from a Referer.
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(status)
	_ = pageTemplate.Execute(w, p) // whoever went away does not read it
}
