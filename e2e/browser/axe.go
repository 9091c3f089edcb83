//go:build !js

package browser

import (
	"fmt"
	"os"
	"strings"
)

// Axe runs axe-core, whose script is at path, over the page as it is and gives what it finds, each in a few lines. Rules limit it to
// those of these ids.
func (tab *Tab) Axe(path string, rules ...string) []string {
	tab.Helper()
	if !Eval[bool](tab, "'axe' in globalThis") {
		script, err := os.ReadFile(path)
		tab.must(err, "read axe-core (run make build first)")
		Eval[any](tab, string(script)+"\n;undefined")
	}
	type node struct {
		HTML           string
		FailureSummary string
	}
	type violation struct {
		ID, Impact, Help string
		Nodes            []node
	}
	options := map[string]any{"resultTypes": []string{"violations"}}
	if len(rules) > 0 {
		options["runOnly"] = rules
	}
	found := Eval[[]violation](tab, `axe.run(document, %s).then((result) => result.violations.map(({id, impact, help, nodes}) =>
		({id, impact, help, nodes: nodes.map(({html, failureSummary}) => ({html, failureSummary}))})))`, options)
	var texts []string
	for _, v := range found {
		var b strings.Builder
		fmt.Fprintf(&b, "%s (%s): %s", v.ID, v.Impact, v.Help)
		for _, n := range v.Nodes {
			fmt.Fprintf(&b, "\n  %s\n    %s", short(n.HTML), strings.ReplaceAll(n.FailureSummary, "\n", "\n    "))
		}
		texts = append(texts, b.String())
	}
	return texts
}
