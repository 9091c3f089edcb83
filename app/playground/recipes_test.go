package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/recipe"
	"roundtrip/app/request"
)

func TestRecipes(t *testing.T) {
	opened := func() Model {
		m, _ := Update(New(), Started{Page: "https://play.test/", Demo: "https://play.test/demo"})
		m, _ = Update(m, RecipesPressed{})
		return m
	}
	t.Run("all are listed, and a filter finds some by any of their words", func(t *testing.T) {
		m := opened()
		list, missing := m.RecipeList()
		require.Len(t, list, len(recipe.All("https://play.test/demo", "")))
		require.Zero(t, missing)
		m, _ = Update(m, RecipesFiltered{Text: " WEBHOOK "})
		list, _ = m.RecipeList()
		require.NotEmpty(t, list)
		for _, r := range list {
			require.Equal(t, "Webhooks", r.Group)
		}
	})
	t.Run("where the host has no demo API those that need it are left out, and counted", func(t *testing.T) {
		m, _ := Update(New(), Started{Page: "https://static.test/"})
		m, _ = Update(m, RecipesPressed{})
		list, missing := m.RecipeList()
		require.NotZero(t, missing)
		require.Len(t, list, len(recipe.All(PublicDemo, ""))-missing)
		for _, r := range list {
			require.NotContains(t, r.Request.URL, "/webhook/")
		}
	})
	t.Run("one fills the screen, and is not sent", func(t *testing.T) {
		m, cmds := Update(opened(), RecipeChosen{ID: "retry-backoff", Key: "k1"})
		require.Nil(t, m.Recipes)
		require.Equal(t, "https://play.test/demo/flaky?key=k1-retry-backoff&fail=2", m.Request.URL)
		require.Equal(t, "retry-backoff", m.Link.Recipe.ID)
		require.Contains(t, m.Link.Recipe.Python, "k1-retry-backoff")
		require.False(t, m.Link.Undo)
		require.Nil(t, m.Flight)
		require.Contains(t, cmds, Cmd(Focus{Target{Control: "send"}}))
		require.Contains(t, cmds, Cmd(Reveal{Setting: "retry"}), "what it shows is in view")
	})
	t.Run("its files come along", func(t *testing.T) {
		m, _ := Update(opened(), RecipeChosen{ID: "upload-files-and-fields", Files: []request.File{{ID: "f1", Name: "one.txt"}, {ID: "f2", Name: "two.txt"}}})
		files := m.Request.Files()
		require.Equal(t, "f1", files[0].ID)
		require.Equal(t, "f2", files[1].ID)
		require.Nil(t, m.invalid())
	})
	t.Run("one brings a session along, unless there is one", func(t *testing.T) {
		m, _ := Update(opened(), RecipeChosen{ID: "session"})
		require.Equal(t, "/headers", m.Request.URL)
		require.Equal(t, "https://play.test/demo/headers", m.Whole().URL)
		require.Equal(t, "X-Team", m.Whole().Headers[0].Name)

		again, _ := Update(m, RecipeChosen{ID: "session"})
		require.Equal(t, m.Request, again.Request, "the session that it brought itself is not another's")
		require.False(t, again.Alone())
		require.Empty(t, again.Link.Notes)

		m, _ = Update(opened(), InSession{URLEdited{Text: "https://mine.test"}})
		m, _ = Update(m, RecipeChosen{ID: "session"})
		require.Len(t, m.Link.Notes, 1)
		require.Equal(t, "https://mine.test", m.Session.Request.URL)
		require.Equal(t, "https://play.test/demo/headers", m.Whole().URL)
		require.Equal(t, "X-Team", m.Whole().Headers[0].Name)
	})
	t.Run("one fills in how often it is sent", func(t *testing.T) {
		m, cmds := Update(opened(), RecipeChosen{ID: "values"})
		require.Equal(t, ManyTab, m.Tab)
		require.Equal(t, ManyValues, m.Many.How)
		require.Equal(t, "ada\ngrace\na/b c", m.Many.Values)
		require.Equal(t, request.Many{Columns: []string{"value"}, Rows: [][]string{{"ada"}, {"grace"}, {"a/b c"}}, Workers: 1}, m.Many.plan())
		require.Contains(t, cmds, Cmd(Focus{Target{Control: "many", Setting: "start"}}))
	})
	t.Run("what was edited before can be had back", func(t *testing.T) {
		m, _ := Update(opened(), URLEdited{Text: "https://mine.test/"})
		m, _ = Update(m, RecipeChosen{ID: "get"})
		require.True(t, m.Link.Undo)
		m, _ = Update(m, LinkUndone{})
		require.Equal(t, "https://mine.test/", m.Request.URL)
		require.Nil(t, m.Link)
	})
	t.Run("one that does not exist changes nothing", func(t *testing.T) {
		m, cmds := Update(opened(), RecipeChosen{ID: "cake"})
		require.Equal(t, opened(), m)
		require.Empty(t, cmds)
	})
}
