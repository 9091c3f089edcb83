package playground

import (
	"fmt"
	"slices"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// PagesNote says why it was not waited for another attempt, or why no more pages were asked for, where that is not simply the end of the list; cut says that there may be
// more items than those that are shown.
func (e *Exchange) PagesNote() (text string, cut bool) {
	if e.Declined != "" {
		return e.Declined, true
	}
	if e.Pages == nil || e.Pages.Stop == "" {
		return "", false
	}
	return e.Pages.Stop, e.Pages.Cut
}

// PagesHeadNote says whose head is shown, where there are several, or "".
func (e *Exchange) PagesHeadNote() string {
	if e.Pages == nil || e.Pages.Got < 2 {
		return ""
	}
	return "This is the head of the first page. Traffic has those of all " + group(int64(e.Pages.Got)) + "."
}

// pagesText counts pages and items: "5 pages, 95 items".
func pagesText(p exchange.Pages) string { return count(p.Got, "page") + ", " + count(p.Items, "item") }

// pageFailed explains what remains where a page after the first failed.
func pageFailed(e *Explanation, f exchange.Failure, r request.Request) {
	before := "the items of the page before it are shown"
	if f.Page > 2 {
		before = fmt.Sprintf("the items of the %d pages before it are shown", f.Page-1)
	}
	first := fmt.Sprintf("Page %d failed: %s.", f.Page, before)
	switch f.Kind {
	case exchange.Cancelled:
		first = fmt.Sprintf("You stopped it after %s: their items are shown.", count(f.Page-1, "page"))
		if f.Page == 2 {
			first = "You stopped it after 1 page: its items are shown."
		}
		e.Why = nil
	case exchange.TimedOut:
		e.Why = []string{"Not all pages came within " + seconds(r.Options.Total) + ", the total timeout."}
	case exchange.BrokenBody:
		e.Why = []string{"The connection ended before the end of its body."}
		e.Next = []string{"Send again."}
	case exchange.ReadTime:
		e.Why = e.Why[:1]
	}
	e.Why = append([]string{first}, e.Why...)
}

// SettingRefused says what kept the request from being sent, at the setting that is to be corrected, or "".
func (m Model) SettingRefused(s request.Setting) string {
	if m.Invalid == nil || m.Invalid.Setting != s.Name {
		return ""
	}
	return m.Invalid.Message
}

// missingPages finds what the pages of the request need and is not there.
func (m Model) missingPages() *Invalid {
	whole := m.Whole()
	o := whole.Options
	setting, problem := o.Pages.Missing()
	switch {
	case problem == "" && o.Pages.Kind != request.NoPages && o.Save:
		setting, problem = "save", "Pages are joined in memory: switch off either Pages or Save the body to the disk."
	case problem == "" && o.Pages.TakesBody() && !slices.Contains([]request.BodyKind{request.JSON, request.Text, request.Form}, whole.Body.Kind):
		setting, problem = "pages-in", "There is no body in which a page can be asked for: choose Body, JSON or Form."
	case problem == "":
		return nil
	}
	return &Invalid{Where: exchange.AtOptions, Message: problem, Setting: setting}
}
