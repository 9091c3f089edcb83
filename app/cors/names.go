package cors

import (
	"slices"
	"strings"
)

// names reads a list of names with commas between them (Fetch standard, extract header list values: 1#token or #token). Empty items
// are left out.
func names(value string) (list []string, ok bool) {
	for item := range strings.SplitSeq(value, ",") {
		item = strings.Trim(item, " \t")
		if item == "" {
			continue
		}
		if !token(item) {
			return nil, false
		}
		list = append(list, item)
	}
	return list, true
}

func has(list []string, name string) bool { return slices.Contains(list, name) }

func hasFold(list []string, name string) bool {
	return slices.ContainsFunc(list, func(item string) bool { return strings.EqualFold(item, name) })
}
