package components

import (
	"slices"
	"strconv"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// focusTarget moves the focus to the control that a target names, or to one near
// it: a row that is gone leaves it to the next.
func focusTarget(t playground.Target) {
	if t.Control == "first" {
		nextTask(focusFirst) // when the field has its text
		return
	}
	for _, id := range targets(t) {
		if focusEditor(id) || focus(id) {
			return
		}
	}
}

// targets lists the ids of elements for a target, the best first.
func targets(t playground.Target) []string {
	if t.Session {
		return sessionTargets(t)
	}
	switch t.Control {
	case "row":
		return []string{rowID(t.List, t.Index, "name"), bulkID(t.List), rowID(t.List, 0, "name")}
	case "part":
		return []string{partID(t.Index, "name"), partID(0, "name")}
	case "hole":
		return []string{holeID(t.Index), holeID(0)}
	case string(exchange.AtHoles):
		return append([]string{holeID(0)}, authTargets()...)
	case string(exchange.AtHeaders):
		return []string{rowID(playground.HeaderList, t.Index, "name"), bulkID(playground.HeaderList)}
	case string(exchange.AtBody):
		return []string{"body-json", "body-text", "body-file", partID(0, "name"), rowID(playground.FormList, 0, "name"), "tab-request-body"}
	case string(exchange.AtAuth), "token":
		return slices.Concat(named(t.Setting), authTargets(), []string{"tab-request-auth"})
	case string(exchange.AtMethod):
		return []string{"method-custom", "method"}
	case string(exchange.AtOptions):
		return append(named(t.Setting), settingID("timeout"))
	case "many":
		return []string{manyID(playground.ManyField(t.Setting))}
	case "result":
		return []string{resultID(t.Index), "results-only"}
	case "tab":
		return []string{"tab-request-" + strconv.Itoa(t.Index)}
	}
	return []string{t.Control} // "url", "method", "send"
}

// named is the field of a setting that is known to be wrong.
func named(setting string) []string {
	if setting == "" {
		return nil
	}
	return []string{settingID(setting)}
}

// rowID is the id of a control of a row.
func rowID(list playground.List, index int, control string) string {
	return string(list) + "-" + strconv.Itoa(index) + "-" + control
}

// bulkID is the id of the text in which a list is edited as a whole.
func bulkID(list playground.List) string { return string(list) + "-bulk" }

// partID is the id of a control of a part of a multipart body.
func partID(index int, control string) string {
	return "parts-" + strconv.Itoa(index) + "-" + control
}

// holeID is the id of the field for a value that the request still needs.
func holeID(index int) string { return "hole-" + strconv.Itoa(index) }
