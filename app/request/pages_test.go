package request

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAKindOfPagingHasItsOwnSettings(t *testing.T) {
	of := func(kind PageKind) (names []string) {
		for _, s := range Settings {
			if s.pages != nil && s.Of(&Request{Options: Options{Pages: Pages{Kind: kind}}}) {
				names = append(names, s.Name)
			}
		}
		return names
	}
	require.Empty(t, of(NoPages))
	require.Equal(t, []string{"pages-items", "pages-max"}, of(ByLink))
	require.Equal(t, []string{"pages-path", "pages-items", "pages-max"}, of(ByURL))
	require.Equal(t, []string{"pages-path", "pages-in", "pages-parameter", "pages-items", "pages-max"}, of(ByCursor))
	require.Equal(t, []string{"pages-in", "pages-parameter", "pages-start", "pages-step", "pages-items", "pages-more", "pages-max"}, of(ByNumber))
	require.Equal(t, []string{"pages-in", "pages-parameter", "pages-items", "pages-more", "pages-max"}, of(ByOffset))
}

func TestWhatPagesNeedIsAskedForAtItsSetting(t *testing.T) {
	for _, c := range []struct{ kind, path, parameter, setting string }{
		{"", "", "", ""}, {"link", "", "", ""},
		{"url", "", "p", "pages-path"}, {"url", "next", "", ""},
		{"cursor", "", "", "pages-path"}, {"cursor", "next", "", "pages-parameter"}, {"cursor", "next", "c", ""},
		{"number", "x", "", "pages-parameter"}, {"number", "", "page", ""},
		{"offset", "x", "", "pages-parameter"}, {"offset", "", "skip", ""},
	} {
		setting, problem := Pages{Kind: PageKind(c.kind), Path: c.path, Parameter: c.parameter}.Missing()
		require.Equal(t, c.setting, setting, c)
		require.Equal(t, c.setting == "", problem == "", c)
	}
}

func TestAFieldIsAskedForWhereTheBodyTakesThePage(t *testing.T) {
	for _, kind := range []PageKind{ByCursor, ByNumber, ByOffset} {
		p := Pages{Kind: kind, Path: "next", Parameter: "p", In: InBody}
		setting, _ := p.Missing()
		require.Equal(t, "pages-field", setting)
		p.Field, p.Parameter = "f", ""
		setting, _ = p.Missing()
		require.Empty(t, setting)
		require.True(t, p.TakesBody())
	}
	require.False(t, Pages{Kind: ByLink, In: InBody}.TakesBody())
}

func TestPagesKeepWhatBelongsToTheirKind(t *testing.T) {
	all := Pages{Path: " next ", Parameter: "p", Items: "items", Start: FromZero, Step: 10, Max: 5}
	kind := func(k PageKind) Pages { p := all; p.Kind = k; return p.Chosen() }
	require.Equal(t, Pages{}, kind(NoPages))
	require.Equal(t, Pages{Kind: ByLink, Items: "items", Max: 5}, kind(ByLink))
	require.Equal(t, Pages{Kind: ByURL, Path: "next", Items: "items", Max: 5}, kind(ByURL))
	require.Equal(t, Pages{Kind: ByNumber, Parameter: "p", Items: "items", Start: FromZero, Step: 10, Max: 5}, kind(ByNumber))
	all.In, all.Field = InBody, "page"
	require.Equal(t, Pages{Kind: ByNumber, In: InBody, Field: "page", Items: "items", Start: FromZero, Step: 10, Max: 5}, kind(ByNumber))
	require.Equal(t, Pages{Kind: ByLink, Items: "items", Max: 5}, kind(ByLink))
	require.Equal(t, Pages{Kind: ByCursor, Parameter: "p"}, Pages{Kind: ByCursor, Parameter: "p", Field: "f"}.Chosen())
	require.Equal(t, Pages{Kind: ByNumber}, Pages{Kind: ByNumber, Step: -1, Max: 1e9}.Chosen())
	require.Len(t, Request{Options: Options{Pages: Pages{Kind: ByLink, Path: "x"}}}.ChosenOptions(), 1, "a setting of another kind is not counted")
}

func TestThereIsALimitToPages(t *testing.T) {
	require.Equal(t, DefaultPages, Pages{}.MaxOrDefault())
	require.Equal(t, 3, Pages{Max: 3}.MaxOrDefault())
	require.Equal(t, MaxPages, Pages{Max: MaxPages + 1}.MaxOrDefault())
}
