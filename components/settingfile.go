package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// settingFile is the button that fills a setting from a file.
type settingFile struct {
	app.Compo

	Session bool // of the session's defaults
	Name    string
	Label   string
	Problem string // the id of what is wrong with the setting
}

// settingFiles are the settings that people have in files, with the endings of these.
var settingFiles = map[string]string{
	"verify-ca": ".pem,.crt,.cer,.txt",
	"cert":      ".pem,.crt,.cer,.txt",
	"cert-key":  ".pem,.key,.crt,.cer,.p12,.pfx,.txt",
}

func (f *settingFile) Render() app.UI {
	return app.Label().Class("button", "file-button").Body(
		app.Text("Choose a file …"),
		app.Input().Type("file").Class("sr-only").Accept(settingFiles[f.Name]).Aria("label", "Choose a file … ("+f.Label+")").Aria("describedby", f.Problem).OnChange(f.onChange),
	)
}

func (f *settingFile) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	session, name := f.Session, f.Name
	readFile(ctx.JSSrc(), func(file string, data []byte) {
		Post(msgIn(session, playground.SettingFileOpened{Name: name, File: file, Data: data}))
	})
}
