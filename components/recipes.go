package components

import (
	"math/rand/v2"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/recipe"
)

// recipesDialog lists requests that show one thing each.
type recipesDialog struct {
	app.Compo
	modal
	Filter  string
	List    []recipe.Recipe
	Missing int
	Demo    string
}

func newRecipesDialog(m playground.Model) *recipesDialog {
	d := &recipesDialog{Demo: m.DemoBase()}
	if m.Recipes != nil {
		d.Filter = m.Recipes.Filter
		d.List, d.Missing = m.RecipeList()
	}
	return d
}

// OnMount shows the dialog.
func (d *recipesDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "recipes-filter")
}

func (d *recipesDialog) Render() app.UI {
	return dialogFrame("recipes", "Recipes", d.closes(playground.RecipesClosed{}), "",
		app.P().Class("dialog-lead").Text("Each shows one thing, with the same call in Python’s requests. It fills the screen in place of the present request; you send it."),
		app.Div().Class("recipes-keys").OnKeyDown(d.onKey).Body(
			&labelledField{ID: "recipes-filter", Label: "Filter", Value: d.Filter, OnEdit: recipesEdit{}},
			app.P().Class("sr-only").Role("status").Aria("label", "Found").Text(playground.RecipeCount(len(d.List))),
			app.Div().Class("recipes").Body(d.groups()...),
		),
		app.P().Class("recipes-none").Hidden(len(d.List) > 0).Text("No recipe fits these words."),
		app.P().Class("hint").Hidden(d.Missing == 0).Text(strconv.Itoa(d.Missing)+" more recipes need Roundtrip’s own demo API, which this site does not have: start Roundtrip on your machine with make run."),
	)
}

// groups draws the recipes under their headings.
func (d *recipesDialog) groups() []app.UI {
	var groups, items []app.UI
	for i, r := range d.List {
		items = append(items, app.Li().Body(
			app.Button().Type("button").Class("recipe").DataSet("id", r.ID).OnClick(d.onChoose).Body(
				app.Span().Class("recipe-title").Text(r.Title),
				app.Span().Class("method-name", methodClass(r.Request.Method)).Text(r.Request.MethodOrGet()),
				app.Span().Class("recipe-text").Text(r.Text),
			),
		))
		if i == len(d.List)-1 || d.List[i+1].Group != r.Group {
			groups = append(groups, app.H3().Text(r.Group), app.Ul().Class("recipe-list").Body(items...))
			items = nil
		}
	}
	return groups
}

// onKey moves between the filter and the recipes, and has Enter in the filter open the first.
func (d *recipesDialog) onKey(ctx app.Context, e app.Event) {
	defer guard()
	done := false
	switch keyOf(e) {
	case "ArrowDown":
		done = stepFocus(ctx.JSSrc(), "#recipes-filter, .recipe", 1)
	case "ArrowUp":
		done = stepFocus(ctx.JSSrc(), "#recipes-filter, .recipe", -1)
	case "Enter":
		done = hasFocus("recipes-filter") && pressFirst(ctx.JSSrc(), ".recipe")
	}
	if done {
		e.PreventDefault()
	}
}

// recipesEdit filters the list.
type recipesEdit struct{}

func (recipesEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.RecipesFiltered{Text: text}
}

func (d *recipesDialog) onChoose(ctx app.Context, _ app.Event) {
	defer guard()
	id, key := dataOf(ctx.JSSrc(), "id"), strconv.FormatUint(rand.Uint64(), 36)
	if r, ok := recipe.Find(d.Demo, key, id); ok {
		send(ctx, playground.RecipeChosen{ID: id, Key: key, Files: makeFiles(r.Request.Files(), r.Needs.Files)})
	}
}

// pythonTwin is the call of a recipe in Python.
type pythonTwin struct {
	app.Compo
	Recipe *recipe.Recipe
}

func (p *pythonTwin) Render() app.UI {
	return app.Details().Class("python").Body(
		app.Summary().Text("The same in Python’s requests"),
		app.Div().Class("python-code").Body(
			app.Pre().TabIndex(0).Role("region").Aria("label", "Python").Text(p.Recipe.Python),
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy Python").OnClick(p.onCopy),
		),
	)
}

func (p *pythonTwin) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: p.Recipe.Python, What: "Python"})
}
