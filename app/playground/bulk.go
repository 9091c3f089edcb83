package playground

import "roundtrip/app/request"

// BulkText is a list as text, for editing it as a whole.
func (m Model) BulkText(list List) string { return request.Bulk(m.Rows(list), separator(list)) }

func separator(list List) string {
	if list == HeaderList || list == SessionHeaderList {
		return ": "
	}
	return "="
}
