package body

// Mode is a way to look at a body.
type Mode string

const (
	// Pretty is the text set out on lines by its structure: JSON, XML and HTML.
	Pretty Mode = "pretty"
	// Raw is the text as it came, in its charset.
	Raw Mode = "raw"
	// Hex is the bytes: offset, sixteen bytes, and what of them is ASCII.
	Hex Mode = "hex"
	// Preview is what a browser makes of the bytes: a picture, a player, a page without scripts. It has no rows.
	Preview Mode = "preview"
)
