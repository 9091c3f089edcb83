package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// Route puts the playground at "/", to be started with app.RunWhenOnBrowser.
func Route(engine Engine) {
	app.RouteFunc("/", func() app.Composer { return &root{model: playground.New(), effects: effects{engine: engine}} })
}

// root is the whole page. It holds the model, unexported, since go-app sets exported
// fields of a root back whenever the address changes.
type root struct {
	app.Compo

	model   playground.Model
	effects effects
	shown   map[playground.Tab]bool // the tabs whose panels have been drawn: they stay
	browser listeners
}

// take gives a message to the model, runs the effects and draws what changed.
func (r *root) take(m playground.Msg) {
	model, cmds := playground.Update(r.model, m)
	r.model = model
	for _, c := range cmds {
		r.effects.run(r, c)
	}
	r.Update()
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

// OnMount takes over from the shell, in the task in which the page is drawn: no key
// stroke falls between the two.
func (r *root) OnMount(ctx app.Context) {
	defer guard()
	r.effects.dispatcher = ctx.Dispatcher()
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
		Fragment: fragment(), Page: pageAddress(), Theme: playground.Theme(themeChoice()), Online: isOnline(),
		Example: playground.Examples(r.model.DemoBase())[0].Request.URL,
	})
	for _, m := range waiting {
		r.take(m)
	}
	ready()
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
	return app.Div().Class("app").Body(
		app.Button().Type("button").Class("skip").Text("Skip to the response").OnClick(r.onSkip),
		newTopbar(m),
		newNotices(m),
		newLinkNotice(m),
		app.Main().ID("main").Class("workspace").Body(
			newRequestLine(m),
			app.Div().ID("panes").Class("panes").Body(
				r.requestPane(m),
				&splitter{Split: m.Split},
				newResponsePane(m),
			),
		),
		newDialogs(m),
	)
}

func (r *root) onSkip(app.Context, app.Event) {
	defer guard()
	focus("response")
}
