package components

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// How long typing pauses before something is asked about what was typed.
const (
	checkPause   = 250 * time.Millisecond
	preparePause = 150 * time.Millisecond
	addressPause = 250 * time.Millisecond // browsers refuse to change the address all the time
)

// effects runs the commands of the model.
type effects struct {
	engine     Engine                    // for what takes no way
	by         func(exchange.Via) Engine // for requests
	dispatcher app.Dispatcher

	check, prepare, address, wire debounce
}

// run runs one command, without waiting for what it does.
func (f *effects) run(r *root, c playground.Cmd) {
	switch c := c.(type) {
	case playground.Send:
		background(func() {
			if err := f.by(c.Via).Send(c.ID, c.Request); err != nil {
				Post(playground.SendFailed{ID: c.ID, Error: err.Error()})
			}
		})
	case playground.SendMany:
		background(func() {
			if err := f.by(c.Via).Many(c.ID, c.Request, c.Many); err != nil {
				Post(playground.SendFailed{ID: c.ID, Error: err.Error()})
			}
		})
	case playground.AskResults:
		background(func() {
			results, err := f.engine.Results(c.ID, c.Ask)
			Post(playground.ResultsAnswered{Number: c.Number, Results: results, Problem: problemOf(err)})
		})
	case playground.OpenResult:
		background(func() {
			if err := f.engine.Open(c.ID, c.Run, c.Index); err != nil {
				Post(playground.SendFailed{ID: c.ID, Error: err.Error()})
			}
		})
	case playground.Cancel:
		background(func() { failed("Cancel", f.engine.Cancel(c.ID)) })
	case playground.Forget:
		background(func() { failed("", f.engine.Forget(c.ID)) })
	case playground.Read:
		background(func() { failed("Reading the body", f.engine.Read(c.ID, exchange.Mode(c.Mode))) })
	case playground.Tick:
		tick(r, c.ID, time.Now())

	case playground.ClearCache:
		background(func() { done("Cache cleared.", "Clearing the cache", f.engine.ClearCache()) })
	case playground.AskJar:
		background(func() {
			jar, err := f.engine.Cookies(c.Request, c.Ask)
			Post(playground.JarAnswered{Ask: c, Jar: jar, Error: problemOf(err)})
		})
	case playground.AskWebhook:
		background(func() {
			answer, err := f.engine.Webhook(c.Request, c.Ask)
			if err != nil {
				answer.Problem = err.Error()
			}
			Post(playground.WebhookAnswered{Number: c.Number, Answer: answer})
		})
	case playground.KeepRelay:
		failed("Remembering the relay", keepRelay(c.Kept))
	case playground.AskTraffic:
		background(func() {
			recorded, err := f.engine.Traffic(c.ID, c.Hop)
			Post(playground.TrafficAnswered{ID: c.ID, Hop: c.Hop, Recorded: recorded, Problem: problemOf(err)})
		})
	case playground.Diagnose:
		background(func() {
			d, err := f.by(c.Relay).Diagnose(c.Request)
			if err != nil && c.Relay.Relayed() {
				d, err = f.engine.Diagnose(c.Request)
			}
			failed("Looking for the cause", err)
			Post(playground.Diagnosed{ID: c.ID, Diagnosis: d})
		})
	case playground.CheckRelay:
		background(func() {
			state, err := f.by(c.Via).Relay()
			if err != nil {
				state.Problem = err.Error()
			}
			Post(playground.RelayChecked{Via: c.Via, State: state})
		})
	case playground.GetToken:
		f.getToken(c)
	case playground.CancelToken:
		f.cancelToken(c)
	case playground.CheckJSON:
		f.check.later(checkPause, func() {
			problem, err := f.engine.CheckJSON(c.Text)
			if err == nil {
				Post(playground.BodyChecked{Text: c.Text, Problem: problem})
			}
		})
	case playground.Prepare:
		f.prepare.later(preparePause, func() {
			p, err := f.by(c.Via).Prepare(c.Request)
			if err == nil {
				Post(playground.Prepared{Request: c.Request, Via: c.Via, Sent: p.Sent, Failure: p.Failure, Limits: p.Limits, Permission: p.Permission, Refused: p.Refused})
			}
		})
	case playground.Preview:
		f.wire.soon(preparePause, func() { background(func() { f.preview(c) }) })
	case playground.FormatJSON:
		background(func() {
			text, problem, err := f.engine.FormatJSON(c.Text)
			if err != nil {
				failed("Formatting", err)
				return
			}
			Post(playground.Formatted{From: c.Text, Text: text, Problem: problem})
		})

	case playground.CopyBody:
		copyBody(c.ID, func(err error) { done("Body copied.", "Copying", err) })
	case playground.CopyText:
		copyText(c.Text, func(err error) { done(c.Say, "Copying", err) })
	case playground.SaveBody:
		saveBody(c.ID, c.Name, func(err error) { failed("Saving", err) })
	case playground.SaveText:
		saveText(c.Name, c.Text)
		done(c.Say, "Saving", nil)

	case playground.SetAddress:
		f.address.soon(addressPause, func() { setFragment(c.Fragment, c.Own) })
	case playground.After:
		time.AfterFunc(c.Delay, func() { Post(c.Msg) })
	case playground.Focus:
		r.afterFrame(func(app.Context) { focusTarget(c.Target) })
	case playground.ShowStatus:
		r.afterFrame(func(app.Context) { scrollPanesTo("response") })
	case playground.Reveal:
		r.afterFrame(func(app.Context) { centre(settingID(c.Setting)) })
	case playground.ShowProblem:
		showPlace()
	case playground.ShowFix:
		r.afterFrame(func(app.Context) { reveal(fixID) })
	case playground.SetTheme:
		setTheme(string(c.Theme))
	case playground.SetKeys:
		keepKeys(c.On)
	case playground.Reload:
		reload()
	}
}

// tick tells the time of a flight until it is over.
func tick(r *root, id int, start time.Time) {
	time.AfterFunc(100*time.Millisecond, func() {
		r.dispatch(func(app.Context) {
			if flight := r.model.Flight; flight == nil || flight.ID != id {
				return
			}
			r.take(playground.Ticked{ID: id, Elapsed: float64(time.Since(start)) / float64(time.Millisecond)})
			tick(r, id, start)
		})
	})
}

// done tells what an effect did, in words, or why it could not.
func done(say, what string, err error) {
	if err != nil {
		failed(what, err)
		return
	}
	if say != "" {
		Post(playground.Done{What: say})
	}
}

// problemOf is what an error says, "" for none.
func problemOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// failed tells why an effect failed, if it did.
func failed(what string, err error) {
	if err != nil && what != "" {
		Post(playground.Done{What: what, Err: err})
	}
}

// debounce runs the last of several pieces of work, when no more come.
type debounce struct {
	timer *time.Timer
	last  time.Time
}

// later runs work after a pause, in place of work that still waits.
func (d *debounce) later(pause time.Duration, work func()) {
	if d.timer != nil {
		d.timer.Stop()
	}
	d.last = time.Now()
	d.timer = time.AfterFunc(pause, func() {
		defer guard()
		work()
	})
}

// soon runs work at once if nothing ran lately, else after a pause.
func (d *debounce) soon(pause time.Duration, work func()) {
	if time.Since(d.last) < pause {
		d.later(pause, work)
		return
	}
	d.last = time.Now()
	work()
}
