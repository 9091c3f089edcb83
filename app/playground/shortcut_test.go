package playground

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestShortcutsOfASingleCharacterAreSwitchedOff(t *testing.T) {
	require.Contains(t, FirstShortcuts(false), Shortcut{[]string{"?"}, "All shortcuts"})
	m, cmds := play(New(), KeysSwitched{On: false})
	require.Equal(t, []Cmd{SetKeys{On: false}}, cmds)
	for _, s := range append(ShortcutsThatWork(m.NoKeys), FirstShortcuts(m.NoKeys)...) {
		require.False(t, s.Single(), s.Keys)
	}
	require.Len(t, ShortcutsThatWork(m.NoKeys), len(Shortcuts)-2)
	m, _ = play(m, KeysSwitched{On: true})
	require.Equal(t, Shortcuts, ShortcutsThatWork(m.NoKeys))
	m, _ = Update(New(), Started{Page: "https://play.test/", NoKeys: true})
	require.True(t, m.NoKeys)
}
