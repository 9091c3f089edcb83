//go:build !js

package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// journal is what a page said in its console, and what it asked of the network.
type journal struct {
	mu       sync.Mutex
	lines    []string
	errors   []string
	requests []string
	asked    map[network.RequestID]string
	expected []*regexp.Regexp
}

func (j *journal) note(event any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, argument := range e.Args {
			switch {
			case argument.Description != "":
				words = append(words, argument.Description)
			default:
				words = append(words, string(argument.Value))
			}
		}
		j.add(e.Type == runtime.APITypeError || e.Type == runtime.APITypeAssert, fmt.Sprintf("console.%s: %s", e.Type, strings.Join(words, " ")))
	case *runtime.EventExceptionThrown:
		j.add(true, "exception: "+thrown(e.ExceptionDetails).Error())
	case *cdplog.EventEntryAdded:
		// What the network and CORS did to requests that people make is for people to see, and no error of the page.
		network := e.Entry.Source == cdplog.SourceNetwork || strings.HasPrefix(e.Entry.Text, "Access to fetch at ")
		j.add(e.Entry.Level == cdplog.LevelError && !network, fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL))
	case *network.EventRequestWillBeSent:
		j.requests = append(j.requests, e.Request.URL)
		if j.asked == nil {
			j.asked = map[network.RequestID]string{}
		}
		j.asked[e.RequestID] = e.Request.URL
	case *network.EventLoadingFailed:
		j.add(false, fmt.Sprintf("network: %s %s", e.ErrorText, j.asked[e.RequestID]))
	}
}

func (j *journal) add(isError bool, line string) {
	j.lines = append(j.lines, line)
	if isError {
		j.errors = append(j.errors, line)
	}
}

// Expect says that the page is meant to report errors that match the expression.
func (tab *Tab) Expect(expression string) {
	tab.journal.mu.Lock()
	defer tab.journal.mu.Unlock()
	tab.journal.expected = append(tab.journal.expected, regexp.MustCompile(expression))
}

// Errors are the errors that the page reported and that were not expected.
func (tab *Tab) Errors() []string {
	j := &tab.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(j.errors), func(line string) bool {
		return slices.ContainsFunc(j.expected, func(e *regexp.Regexp) bool { return e.MatchString(line) })
	})
}

// Requests are the URLs that the page asked for; its worker's are not among them.
func (tab *Tab) Requests() []string {
	tab.journal.mu.Lock()
	defer tab.journal.mu.Unlock()
	return slices.Clone(tab.journal.requests)
}

// LongTask is a task of the page that took more than 50 ms (Long Tasks API).
type LongTask struct {
	Start, Duration float64 // milliseconds
}

// LongTasks are those since the page was opened.
func (tab *Tab) LongTasks() []LongTask {
	tab.Helper()
	return Eval[[]LongTask](tab, "e2e.longTasks")
}

// leave checks what must hold at the end of every test, and keeps what helps to understand a failure.
func (tab *Tab) leave() {
	tab.Helper()
	if violations, err := evaluate[[]string](tab.ctx, "globalThis.e2e?.violations ?? []"); err == nil && len(violations) > 0 {
		tab.Errorf("the content security policy refused:\n%s", strings.Join(violations, "\n"))
	}
	if errors := tab.Errors(); len(errors) > 0 {
		tab.Errorf("the page reported:\n%s", strings.Join(errors, "\n"))
	}
	if tab.Failed() {
		tab.keep()
	}
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

// keep writes a screenshot, the text of the page and its console to the folder out.
func (tab *Tab) keep() {
	name := filepath.Join("out", notInNames.ReplaceAllString(tab.Name(), "_"))
	for _, err := os.Stat(name + ".png"); err == nil; _, err = os.Stat(name + ".png") {
		name += "-" // a test may have several tabs
	}
	var picture []byte
	if err := tab.try(chromedp.CaptureScreenshot(&picture)); err != nil {
		tab.Logf("no screenshot: %v", err)
	}
	text, _ := evaluate[string](tab.ctx, "location.href + '\\n\\n' + document.body?.innerText + '\\n\\nfocus: ' + document.activeElement?.outerHTML.slice(0, 300)")
	tab.journal.mu.Lock()
	console := strings.Join(tab.journal.lines, "\n")
	tab.journal.mu.Unlock()
	_ = os.MkdirAll("out", 0o755)
	_ = os.WriteFile(name+".png", picture, 0o644)
	_ = os.WriteFile(name+".txt", []byte(text+"\n\nconsole:\n"+console+"\n"), 0o644)
	tab.Logf("see %s.png and %s.txt", name, name)
}
