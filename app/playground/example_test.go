package playground

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestExamples(t *testing.T) {
	opened := func() Model {
		m, _ := Update(New(), Started{Page: "https://play.test/", Demo: "https://demo.test"})
		return m
	}
	t.Run("the first stands in the field at first, of the host's own demo API where it has one", func(t *testing.T) {
		m, _ := Update(New(), Started{Page: "https://play.test/lab/", Demo: "https://play.test/demo"})
		require.Equal(t, "https://play.test/demo/json", m.Request.URL)
		m, _ = Update(New(), Started{Page: "https://static.test/lab/"})
		require.Equal(t, PublicDemo+"/json", m.Request.URL)
	})
	t.Run("an example fills the screen and is not sent", func(t *testing.T) {
		m, cmds := Update(opened(), ExampleChosen{Index: 1})
		require.Equal(t, "POST", m.Request.Method)
		require.Equal(t, "https://demo.test/post", m.Request.URL)
		require.Equal(t, BodyTab, m.Tab)
		require.Nil(t, m.Flight)
		for _, c := range cmds {
			_, sends := c.(Send)
			require.False(t, sends)
		}
	})
	t.Run("what was edited before can be had back", func(t *testing.T) {
		m, _ := Update(opened(), URLEdited{Text: "https://mine.test/"})
		m, _ = Update(m, ExampleChosen{})
		require.Equal(t, "https://demo.test/json", m.Request.URL)
		require.True(t, m.Link.Undo)
		m, _ = Update(m, LinkUndone{})
		require.Equal(t, "https://mine.test/", m.Request.URL)
	})
	t.Run("an example that does not exist changes nothing", func(t *testing.T) {
		m, _ := Update(New(), ExampleChosen{Index: 99})
		require.Equal(t, New().Request, m.Request)
	})
}
