package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// Yield lets the browser have a turn.
func Yield() {
	turn := make(chan struct{})
	nextTask(func() { close(turn) })
	<-turn
}

// Route puts the playground at "/", to be started with app.RunWhenOnBrowser. Engine gives the engine for requests that take a way.
func Route(engine func(exchange.Via) Engine) {
	held := holdFragment()
	app.RouteFunc("/", func() app.Composer {
		return &root{model: playground.New(), effects: effects{engine: engine(exchange.Via{}), by: engine}, held: held}
	})
}

// root is the whole page. It holds the model, unexported, since go-app sets exported
// fields of a root back whenever the address changes.
type root struct {
	app.Compo

	model   playground.Model
	effects effects
	shown   map[playground.Tab]bool // the tabs whose panels have been drawn: they stay
	drawn   stage
	drawing bool
	held    string // the fragment that the page was opened with
	title   string // that the page has
	browser listeners
	focus   focusKeeper
}

// stage says how much of the page is drawn while it starts. Drawing it all at once
// would hold up the browser for longer than a person may notice, while they may be
// typing into the shell.
type stage int

const (
	drawNothing stage = iota
	drawLine
	drawRequest
	drawResponse
	drawAll
)

// take gives a message to the model, has what changed drawn, and runs the effects: those that follow a drawing, such as moving the
// focus, then come after this one.
func (r *root) take(m playground.Msg) {
	model, cmds := playground.Update(r.model, m)
	r.model = model
	r.Update()
	for _, c := range cmds {
		r.effects.run(r, c)
	}
	r.keepFocus()
	if title := model.Title(); title != r.title {
		r.title = title
		setPageTitle(title)
	}
}

// dispatch runs a function on the goroutine that draws.
func (r *root) dispatch(f func(app.Context)) { r.post(app.Update, f) }

// afterFrame runs a function when what changed has been drawn.
func (r *root) afterFrame(f func(app.Context)) { r.post(app.Defer, f) }

func (r *root) post(mode app.DispatchMode, f func(app.Context)) {
	r.effects.dispatcher.Dispatch(app.Dispatch{Mode: mode, Source: r, Function: func(ctx app.Context) {
		defer guard()
		f(ctx)
	}})
}

// draw shows now what changed, rather than with go-app's next frame, up to 8 ms later:
// what the engine says is on the screen with the browser's own next frame.
func (r *root) draw() {
	d, ok := r.effects.dispatcher.(app.ClientDispatcher)
	if !ok || r.drawing {
		return // whoever is drawing goes on until all messages are taken
	}
	r.drawing = true
	defer func() { r.drawing = false }()
	d.Consume()
}

// OnMount draws the page in steps, behind the shell, and then takes over from it.
func (r *root) OnMount(ctx app.Context) {
	defer guard()
	r.effects.dispatcher = ctx.Dispatcher()
	keepNavigation()
	r.step()
}

// step draws the next part of the page in a task of its own. Go's timers would not
// do: those that are due by then run without the browser getting a turn.
func (r *root) step() {
	nextTask(func() {
		r.post(app.Next, func(ctx app.Context) {
			if r.drawn == drawAll {
				r.start(ctx)
				return
			}
			r.drawn++
			r.Update()
			r.draw()
			r.step()
		})
	})
}

// start takes over from the shell, in one task: no key stroke falls between the two.
func (r *root) start(app.Context) {
	r.browser.listen(r)
	h := takeOver()
	restoreURL(h)
	mailbox.Lock()
	mailbox.root = r
	waiting := mailbox.waiting
	mailbox.waiting = nil
	mailbox.Unlock()
	r.take(playground.Started{
		URL: h.URL, Method: h.Method, Send: h.Send,
		Fragment: releaseFragment(r.held), Own: ownFragment(), Page: pageAddress(), Theme: playground.Theme(themeChoice()), NoKeys: noKeys(), Online: isOnline(), Demo: demoAddress(),
		Relay: relayAddress(), Kept: keptRelay(),
	})
	for _, m := range waiting {
		r.take(m)
	}
	nextTask(func() {
		r.post(app.Next, func(app.Context) {
			r.draw() // who sees the page as ready sees what it starts with
			ready()
			collectLater()
		})
	})
}

// OnDismount lets go of the browser.
func (r *root) OnDismount() {
	r.browser.release()
	mailbox.Lock()
	defer mailbox.Unlock()
	if mailbox.root == r {
		mailbox.root = nil
	}
}

// Render draws the page.
func (r *root) Render() app.UI {
	m := r.model
	if r.drawn == drawNothing {
		return app.Div().Class("app")
	}
	var request, response, dialogs app.UI
	if r.drawn >= drawRequest {
		request = r.requestPane(m)
	}
	if r.drawn >= drawResponse {
		response = newResponsePane(m)
	}
	if r.drawn >= drawAll {
		dialogs = newDialogs(m)
	}
	return app.Div().Class("app").Body(
		app.Button().Type("button").Class("skip").Text("Skip to the response").OnClick(r.onSkip),
		newTopbar(m),
		newNotices(m),
		app.Main().ID("main").Class("workspace").Body(
			newRequestLine(m),
			newLinkNotice(m),
			app.Div().ID("panes").Class("panes").Body(
				request,
				app.If(request != nil, &splitter{Split: m.Split}),
				response,
			),
		),
		dialogs,
	)
}

func (r *root) onSkip(app.Context, app.Event) {
	defer guard()
	focus("response")
}
