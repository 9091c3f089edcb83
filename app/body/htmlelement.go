package body

import "strings"

// htmlElement is what is known of an element by its name. One that is not known is inline.
type htmlElement struct {
	name  string
	block bool // begins a row
	void  bool // has no end tag
	raw   bool // its content is copied up to its end tag
}

// htmlElements are the elements that are not plain inline ones.
var htmlElements = func() map[string]htmlElement {
	elements := map[string]htmlElement{}
	for _, name := range strings.Fields(`html head body address article aside blockquote caption center colgroup datalist dd
		details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup legend li
		main menu nav noscript ol optgroup option p search section select slot summary table tbody td template tfoot th thead
		tr ul`) {
		elements[name] = htmlElement{name: name, block: true}
	}
	for _, name := range strings.Fields("base basefont bgsound col frame hr link meta param source track") {
		elements[name] = htmlElement{name: name, block: true, void: true}
	}
	for _, name := range strings.Fields("script style title pre listing xmp noframes plaintext") {
		elements[name] = htmlElement{name: name, block: true, raw: true}
	}
	for _, name := range strings.Fields("textarea iframe noembed") {
		elements[name] = htmlElement{name: name, raw: true}
	}
	return elements
}()

// closesParagraph tells whether a p that is open ends where the element starts.
func (e htmlElement) closesParagraph() bool {
	return e.block && !e.void && !e.raw || e.name == "hr" || e.name == "pre"
}

// htmlImplication says which open blocks the start tag of a block closes, up to the nearest of the blocks in stops.
type htmlImplication struct{ closes, stops []string }

// htmlImplied are the implications by the name of the start tag.
var htmlImplied = func() map[string]htmlImplication {
	groups := []string{"tbody", "thead", "tfoot", "caption", "colgroup"}
	table := htmlImplication{groups, []string{"table"}}
	terms := htmlImplication{[]string{"dt", "dd"}, []string{"dl"}}
	cells := htmlImplication{[]string{"td", "th"}, []string{"tr", "table"}}
	return map[string]htmlImplication{
		"li": {[]string{"li"}, []string{"ul", "ol", "menu", "dir"}},
		"dt": terms, "dd": terms,
		"td": cells, "th": cells,
		"tr":    {[]string{"tr", "caption", "colgroup"}, []string{"table", "tbody", "thead", "tfoot"}},
		"tbody": table, "thead": table, "tfoot": table,
		"option":   {[]string{"option"}, []string{"select", "datalist", "optgroup"}},
		"optgroup": {[]string{"optgroup"}, []string{"select"}},
		"body":     {closes: []string{"head"}},
	}
}()
