package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// welcome is the response pane while there is no response: requests to begin with,
// and the keys worth knowing.
type welcome struct {
	app.Compo
	Demo   string
	NoKeys bool
}

func (w *welcome) Render() app.UI {
	examples := playground.Examples(w.Demo)
	mod, shortcuts := modKey(), playground.FirstShortcuts(w.NoKeys)
	return app.Div().Class("welcome").Body(
		app.H2().Class("welcome-title").Text("Send a request"),
		app.P().Class("welcome-lead").Text("Requests go straight from your browser to the API. Try an example:"),
		app.Ul().Class("cards").Body(app.Range(examples).Slice(func(i int) app.UI {
			e := examples[i]
			return app.Li().Body(app.Button().Type("button").Class("card").OnClick(w.onExample(i), i).Body(
				app.Span().Class("card-name").Text(e.Name),
				app.Span().Class("card-request").Body(
					app.Span().Class("method-name", methodClass(e.Request.Method)).Text(e.Request.Method),
					app.Text(" "+e.Path()),
				),
				app.Span().Class("card-about").Text(e.About),
			))
		})),
		app.P().Class("welcome-more").Text("Share any request as a link: secrets stay out. Blocked by CORS? Send through a relay."),
		app.P().Class("recipes-more").Body(app.Button().Type("button").Class("button").Text("All recipes").OnClick(w.onRecipes)),
		app.Dl().Class("keys").Body(app.Range(shortcuts).Slice(func(i int) app.UI {
			s := shortcuts[i]
			return app.Div().Body(app.Dt().Body(keys(s.Keys, mod)), app.Dd().Text(s.Does))
		})),
	)
}

func (w *welcome) onExample(i int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		defer guard()
		send(ctx, playground.ExampleChosen{Index: i})
	}
}

func (w *welcome) onRecipes(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RecipesPressed{})
}

// keys draws a combination of keys.
func keys(names []string, mod string) app.UI {
	return app.Span().Class("combo").Body(app.Range(names).Slice(func(i int) app.UI {
		name := names[i]
		if name == "Mod" {
			name = mod
		}
		return app.Kbd().Text(name)
	}))
}
