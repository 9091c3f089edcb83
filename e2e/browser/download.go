//go:build !js

package browser

import (
	"os"
	"path/filepath"
	"sync"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
)

// Download is a file that the page offered and the browser saved.
type Download struct {
	Name string // as suggested
	Data []byte
}

type downloads struct {
	mu      sync.Mutex
	begun   map[string]*begun // by the browser's id
	changed chan struct{}
}

type begun struct {
	frame cdp.FrameID
	name  string
	done  bool
	taken bool
}

func (d *downloads) listen(event any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch e := event.(type) {
	case *cdpbrowser.EventDownloadWillBegin:
		if d.begun == nil {
			d.begun = map[string]*begun{}
		}
		d.begun[e.GUID] = &begun{frame: e.FrameID, name: e.SuggestedFilename}
	case *cdpbrowser.EventDownloadProgress:
		if b := d.begun[e.GUID]; b != nil && e.State == cdpbrowser.DownloadProgressStateCompleted {
			b.done = true
		}
	default:
		return
	}
	if d.changed != nil {
		close(d.changed)
		d.changed = nil
	}
}

func (d *downloads) next(frame cdp.FrameID) (id, name string, changed <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, b := range d.begun {
		if b.frame == frame && b.done && !b.taken {
			b.taken = true
			return id, b.name, nil
		}
	}
	if d.changed == nil {
		d.changed = make(chan struct{})
	}
	return "", "", d.changed
}

// Download waits for the next file that the page saves.
func (tab *Tab) Download() Download {
	tab.Helper()
	ctx := tab.Within()
	for {
		id, name, changed := tab.browser.downloads.next(tab.frame)
		if id != "" {
			data, err := os.ReadFile(filepath.Join(tab.browser.dir, "downloads", id))
			tab.must(err, "read the download")
			return Download{name, data}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			tab.Fatal("nothing was downloaded")
		}
	}
}
