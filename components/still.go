package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// Still is the whole page as it stands for one model, which nothing changes: for a
// gallery of states. Its controls do nothing.
type Still struct {
	app.Compo

	Model playground.Model
}

// Render draws the page.
func (s *Still) Render() app.UI { return (&root{model: s.Model, drawn: drawAll}).Render() }
