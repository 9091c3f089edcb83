package main

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"roundtrip/components"
)

func TestStates(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sections() {
		for _, st := range s.States {
			t.Run(st.Name, func(t *testing.T) {
				require.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, st.Name)
				require.False(t, seen[st.Name], "the name is taken")
				seen[st.Name] = true
				page, err := html.Parse(strings.NewReader(app.HTMLString(&components.Still{Model: st.Model()})))
				require.NoError(t, err)
				spoken := regions(page)
				require.NotEmpty(t, spoken)
				for _, region := range spoken {
					require.Empty(t, controls(region), "what is spoken has no controls in it")
				}
			})
		}
	}
	require.Greater(t, len(seen), 50)
}

// regions are the live regions of a page.
func regions(page *html.Node) (list []*html.Node) {
	for n := range page.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "role" && (a.Val == "status" || a.Val == "alert") || a.Key == "aria-live" {
				list = append(list, n)
				break
			}
		}
	}
	return list
}

func controls(region *html.Node) (list []string) {
	for n := range region.Descendants() {
		switch n.DataAtom {
		case atom.A, atom.Button, atom.Input, atom.Select, atom.Summary, atom.Textarea, atom.Form:
			list = append(list, n.Data)
		}
	}
	return list
}
