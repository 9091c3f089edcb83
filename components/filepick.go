package components

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// filePick chooses files from the disk and says which is chosen.
type filePick struct {
	app.Compo

	Part    int // of the body, -1 for the whole of it
	ID      string
	Label   string
	File    request.File // what is chosen
	Chosen  bool
	Several bool // more files become further parts
}

func described(f *request.File) request.File {
	if f == nil {
		return request.File{}
	}
	return *f
}

// rawFile is the body that is one file.
func rawFile(f *request.File) app.UI {
	return app.Div().Class("raw-file").Body(
		&filePick{Part: -1, ID: "body-file", Label: "Choose the file to send", File: described(f), Chosen: f != nil},
		hint("The file is sent as it is, as the whole body. It can be dropped here too."),
	)
}

func (f *filePick) Render() app.UI {
	words := "Choose a file…"
	if f.Several {
		words = "Choose files…"
	}
	if f.Chosen {
		words = "Change…"
	}
	// The input lies over the button, unseen: it takes clicks, the keyboard and dropped files.
	return app.Div().Class("file").Body(
		app.Span().Class("file-pick").Body(
			app.Input().ID(f.ID).Type("file").Multiple(f.Several).Aria("label", f.Label).OnChange(f.onChange),
			app.Span().Class("button", "button-pick").Aria("hidden", true).Text(words),
		),
		app.Span().Class("file-what").Body(f.what()...),
		app.Button().Type("button").Class("button", "button-quiet").Hidden(!f.Chosen || f.Part >= 0).
			Aria("label", "Remove the file").Text("Remove").OnClick(f.onRemove),
	)
}

// onRemove takes out the file that is the whole body. A part is deleted as a row.
func (f *filePick) onRemove(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.FilesChosen{Part: f.Part})
	focus(f.ID)
}

func (f *filePick) what() []app.UI {
	switch {
	case !f.Chosen:
		return []app.UI{app.Span().Class("hint").Text("No file chosen.")}
	case f.File.ID == "":
		return []app.UI{
			app.Span().Class("file-name").Text(f.File.Name),
			app.Span().Class("problem").Text("Choose it again: a link does not carry files."),
		}
	}
	about := playground.Bytes(f.File.Size)
	if !f.Several { // a part says its type in a field of its own
		about += " · " + cmp.Or(f.File.Type, "no type")
	}
	return []app.UI{
		app.Span().Class("file-name").Text(f.File.Name),
		app.Span().Class("hint").Text(about),
	}
}

func (f *filePick) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	if files := chosenFiles(ctx.JSSrc()); len(files) > 0 {
		send(ctx, playground.FilesChosen{Part: f.Part, Files: files})
	}
}
