package network

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

// readHead reads the head of a response of HTTP/1.1 as it came: names in their spelling, in order, several of one name among them.
func readHead(head []byte) exchange.Informational {
	lines := strings.Split(strings.ReplaceAll(string(head), "\r\n", "\n"), "\n")
	var i exchange.Informational
	_, status, _ := strings.Cut(lines[0], " ")
	code, reason, _ := strings.Cut(strings.TrimLeft(status, " "), " ")
	i.Status, _ = strconv.Atoi(code)
	i.Reason = exchange.FieldText(strings.TrimSpace(reason))
	for _, line := range lines[1:] {
		name, value, ok := strings.Cut(line, ":")
		switch {
		case line == "":
		case (line[0] == ' ' || line[0] == '\t') && len(i.Headers) > 0: // folded (RFC 9112, section 5.2)
			last := &i.Headers[len(i.Headers)-1]
			last.Value = strings.TrimSpace(last.Value + " " + exchange.FieldText(strings.Trim(line, " \t")))
		case ok:
			i.Headers = append(i.Headers, exchange.Field{Name: strings.TrimRight(name, " \t"), Value: exchange.FieldText(strings.Trim(value, " \t"))})
		}
	}
	return i
}

// fieldList orders headers of which the order is not known by name.
func fieldList(h map[string][]string, lower bool) []exchange.Field {
	var list []exchange.Field
	for name, values := range h {
		if lower {
			name = strings.ToLower(name) // as HTTP/2 has them (RFC 9113, section 8.2)
		}
		for _, value := range values {
			list = append(list, exchange.Field{Name: name, Value: exchange.FieldText(value)})
		}
	}
	slices.SortStableFunc(list, func(a, b exchange.Field) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return list
}

func reasonOf(status int) string { return http.StatusText(status) }
