package components

import (
	"sync"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// mailbox takes messages to the root that is mounted, and keeps those that come before it is.
var mailbox struct {
	sync.Mutex
	root    *root
	waiting []playground.Msg
}

// send gives a message to the model at once. The context says that the caller is on
// the goroutine that draws, as handlers and dispatched functions are: the model is
// then never older than what a field shows. Without a root, as in a gallery, nothing happens.
func send(_ app.Context, m playground.Msg) {
	if r := mailbox.root; r != nil {
		r.take(m)
	}
}

// edit makes a message of what a control holds, on top of the model as it is by then.
// Its implementations are plain values, so that components that hold them compare.
type edit interface {
	msg(m playground.Model, text string) playground.Msg
}

// sendEdit gives the message of an edit to the model, if there is one.
func sendEdit(ctx app.Context, e edit, text string) {
	r := mailbox.root
	if r == nil || e == nil {
		return
	}
	if m := e.msg(r.model, text); m != nil {
		send(ctx, m)
	}
}

// bulkText is a list as text, as the model has it now.
func bulkText(list playground.List) string {
	if r := mailbox.root; r != nil {
		return r.model.BulkText(list)
	}
	return ""
}

// Post gives messages to the model, from any goroutine, and has the page drawn once for
// all of them. What is posted before the page is drawn is kept for it.
func Post(list ...playground.Msg) {
	mailbox.Lock()
	r := mailbox.root
	if r == nil {
		mailbox.waiting = append(mailbox.waiting, list...)
	}
	mailbox.Unlock()
	if r != nil {
		r.post(app.Next, func(app.Context) {
			for _, m := range list {
				r.take(m)
			}
			r.draw()
		})
	}
}

// background runs work that may block off the goroutine that draws. It stands in for
// ctx.Async, whose work go-app waits for before it draws on demand.
func background(work func()) {
	go func() {
		defer guard()
		work()
	}()
}
