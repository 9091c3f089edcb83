package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/components"
)

func main() {
	app.Route("/", &gallery{})
	app.RunWhenOnBrowser()
}

// gallery shows the state that the address names, or the list of all.
type gallery struct {
	app.Compo
	name string
}

// OnNav reads the address.
func (g *gallery) OnNav(ctx app.Context) { g.name = ctx.Page().URL().Query().Get("state") }

func (g *gallery) Render() app.UI {
	if st, ok := find(g.name); ok {
		return &components.Still{Model: st.Model()}
	}
	list := sections()
	return app.Main().Class("gallery").Body(
		app.H1().Text("Every state of the page"),
		app.Range(list).Slice(func(i int) app.UI {
			states := list[i].States
			return app.Section().Body(
				app.H2().Text(list[i].Title),
				app.Ul().Body(app.Range(states).Slice(func(j int) app.UI {
					return app.Li().Body(
						app.A().Href("?state="+states[j].Name).Text(states[j].Name),
						app.Text(" "+states[j].About),
					)
				})),
			)
		}),
	)
}

// find gives the state of a name.
func find(name string) (state, bool) {
	for _, s := range sections() {
		for _, st := range s.States {
			if st.Name == name {
				return st, true
			}
		}
	}
	return state{}, false
}
