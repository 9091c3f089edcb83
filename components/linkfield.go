package components

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// linkField shows a link that can be selected and copied, and not edited.
type linkField struct {
	app.Compo
	URL string
}

// OnMount puts the link into the new element.
func (f *linkField) OnMount(app.Context) { syncValue(f.JSValue(), f.URL) }

// OnUpdate puts the new link into the element.
func (f *linkField) OnUpdate(app.Context) { syncValue(f.JSValue(), f.URL) }

// Render draws the element without its value.
func (f *linkField) Render() app.UI {
	return app.Input().Type("text").Class("field", "share-url").ReadOnly(true).Spellcheck(false).
		Aria("label", "Link").Aria("describedby", "share-length").OnFocus(f.onFocus)
}

func (f *linkField) onFocus(ctx app.Context, _ app.Event) {
	defer guard()
	ctx.JSSrc().Call("select")
}
