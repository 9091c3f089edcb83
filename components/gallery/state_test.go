package main

import (
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"github.com/stretchr/testify/require"

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
				require.NotEmpty(t, app.HTMLString(&components.Still{Model: st.Model()}))
			})
		}
	}
	require.Greater(t, len(seen), 50)
}
