package playground

import (
	"strings"

	"roundtrip/app/request"
)

// PastedURL is what becomes of a text that is pasted into the URL, in place of all of it or of a part, and what the screen says of that.
func PastedURL(text string, all bool) (clean string, told Msg) {
	if !all && !strings.ContainsAny(text, "\r\n") && request.Visible(text) == text {
		return text, nil
	}
	clean, notes := request.CleanURL(text)
	if !all && len(notes) == 0 {
		return text, nil // the white space may be meant
	}
	return clean, URLCleaned{Note: strings.Join(notes, " ")}
}
