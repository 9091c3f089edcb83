package playground

import (
	"strings"

	"roundtrip/app/recipe"
	"roundtrip/app/request"
)

// Recipes is the open dialog of recipes.
type Recipes struct{ Filter string }

// The dialog of recipes.
type (
	RecipesPressed  struct{}
	RecipesClosed   struct{}
	RecipesFiltered struct{ Text string }
	// RecipeChosen puts a recipe on the screen. Key tells its use apart from others, and Files are those that it sends.
	RecipeChosen struct {
		ID, Key string
		Files   []request.File
	}
)

func (m Model) recipes(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case RecipesPressed:
		m.Recipes = &Recipes{}
	case RecipesClosed:
		m.Recipes = nil
	case RecipesFiltered:
		if m.Recipes != nil {
			m.Recipes = &Recipes{Filter: msg.Text}
		}
	case RecipeChosen:
		return m.cook(msg)
	}
	return m, nil
}

// cook puts a recipe in place of the request, which can be had back. Nothing is sent.
func (m Model) cook(msg RecipeChosen) (Model, []Cmd) {
	chosen, ok := recipe.Find(m.DemoBase(), msg.Key, msg.ID)
	if !ok {
		return m, nil
	}
	r := chosen.Request
	r.GiveFiles(msg.Files)
	m.Recipes = nil
	notice := LinkNotice{Source: "a recipe", Recipe: &chosen}
	alone := true // it shows one thing, and not what a session adds
	if session := chosen.Needs.Session; session != nil {
		if alone = !m.Session.Empty() && !same(m.Session.Request, *session); alone {
			r = request.Inherit(r, *session, nil) // the person's own session stays as it is
			notice.Notes = []string{"You have a session of your own, which stays as it is: here the request itself says what that of the recipe would."}
		} else {
			m.Session.Draft = Draft{Request: *session}
		}
	}
	cmds := m.present(r, "", notice)
	if alone {
		m.Without = []string{request.Everything}
	}
	if chosen.Needs.Many != nil {
		m.Many, m.Tab = manyForm(*chosen.Needs.Many), ManyTab
		return m, append(cmds, Focus{Target{Control: "many", Setting: "start"}})
	}
	return m, append(cmds, Focus{Target{Control: "send"}})
}

// RecipeCount says how many recipes there are.
func RecipeCount(n int) string { return count(n, "recipe") }

// RecipeList gives the recipes that fit the filter, and how many others there are that this host's demo API cannot answer.
func (m Model) RecipeList() (list []recipe.Recipe, missing int) {
	filter := ""
	if m.Recipes != nil {
		filter = strings.ToLower(strings.TrimSpace(m.Recipes.Filter))
	}
	base := m.DemoBase()
	for _, r := range recipe.All(base, "") {
		switch {
		case m.demo == "" && !r.Everywhere(base):
			missing++
		case strings.Contains(strings.ToLower(r.Group+" "+r.Title+" "+r.Text), filter):
			list = append(list, r)
		}
	}
	return list, missing
}
