package playground

import (
	"slices"

	"roundtrip/app/exchange"
)

// Update gives the model after a message, and the effects to run. It changes
// nothing that it was given: lists are copied before they are edited.
func Update(m Model, msg Msg) (Model, []Cmd) {
	before, dialog, toast, held := m.Whole(), m.DialogOpen(), m.Toast, m.held()
	m, cmds := step(m, msg)
	slices.Sort(held)
	for _, id := range slices.Compact(held) {
		if !slices.Contains(m.held(), id) {
			cmds = append(cmds, Forget{ID: id})
		}
	}
	if dialog != m.DialogOpen() && m.Toast == toast {
		m.Toast = nil // it was about what was on the screen before, and a dialog would say it as its own
	}
	if !same(before, m.Whole()) {
		m, cmds = m.edited(cmds)
	}
	return m, cmds
}

func step(m Model, msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case Started:
		return m.started(msg)

	case MethodChosen, URLEdited, TabChosen,
		RowEdited, RowDeleted, BulkToggled, BulkEdited,
		BodyKindChosen, BodyEdited, LineEndsChosen, MediaTypeEdited, FormatPressed, PartEdited, PartDeleted, FilesChosen,
		AuthKindChosen, SettingEdited:
		return m.edit(msg)
	case SettingFileOpened:
		return m.settingFile(msg, false)
	case ManyEdited:
		return m.editMany(msg), nil
	case ManyPressed:
		return m.startMany(msg.Confirmed)
	case ManyDeclined:
		return m.declineMany()
	case ResultsOrdered, ResultsFiltered, ResultsMoved, ResultsAnswered, ResultOpened, ResultClosed:
		return m.results(msg)
	case ClearCachePressed:
		return m, []Cmd{ClearCache{}}
	case TokenPressed:
		return m.getToken(msg.Renew)
	case SetUpAuth:
		return m.setUpAuth(msg.Kind)
	case TokenCancelled:
		d := m.Own()
		d.cancelToken()
		m.setOwn(d)
		return m, []Cmd{CancelToken{Via: m.Via()}}
	case SignInClosed:
		d := m.Own()
		d.signInClosed(msg.Number)
		m.setOwn(d)
		return m, nil
	case DeviceBegun:
		return m.deviceBegun(msg), nil
	case TokenGranted:
		return m.granted(msg), nil
	case SessionPressed, SessionClosed, SessionCleared, InSession:
		return m.session(msg)
	case InheritanceSet:
		return m.setInheritance(msg), nil
	case InheritedRowSet:
		return m.setInheritedRow(msg), nil
	case BodyChecked:
		if msg.Text == m.Request.Body.JSON {
			m.BodyProblem = msg.Problem
		}
	case Formatted:
		return m.formatted(msg)
	case Prepared:
		return m.foreseen(msg), nil
	case Previewed:
		return m.previewed(msg), nil
	case WireModeChosen:
		m.WireMode = msg.Mode
		return m, m.askWire(nil)
	case PreviewProblemPressed:
		return m.showProblem()

	case RetryPressed:
		return m.retry()
	case SendPressed:
		return m.send()
	case CancelPressed:
		return m.cancel()
	case SubmitPressed:
		if m.Sending() {
			return m.cancel()
		}
		return m.send()
	case EngineEvent:
		return m.event(msg.Event)
	case TrafficPressed, TrafficAnswered:
		return m.recorded(msg)
	case Diagnosed:
		return m.diagnosed(msg), nil
	case EngineChanged:
		return m.engineChanged(msg.State)
	case SendFailed:
		return m.event(exchange.Event{ID: msg.ID, Failure: &exchange.Failure{Kind: exchange.Internal, Detail: msg.Error}})
	case Ticked:
		if m.Flight != nil && m.Flight.ID == msg.ID {
			m.Elapsed = msg.Elapsed
			return m.paced(), nil
		}

	case ResponseTabChosen:
		m.ResponseTab = msg.Tab
	case ModeChosen:
		return m.chooseMode(msg.Mode)
	case WrapToggled:
		on := !m.Wrap()
		m.wrap = &on
	case ProblemPressed:
		return m, []Cmd{ShowProblem{}}
	case CopyBodyPressed:
		return m.copyBody()
	case SaveBodyPressed:
		return m.saveBody()
	case CopyTextPressed:
		return m, []Cmd{CopyText{Text: msg.Text, Say: msg.What + " copied."}}
	case ClearPressed:
		return m.clear()
	case FixToggled:
		return m.toggleFix()
	case FixChosen:
		m.FixFor = msg.Server

	case SharePressed, ShareClosed, ShareSecretToggled, ShareSuspectToggled, CopyLinkPressed, SaveRequestPressed:
		return m.share(msg)
	case ImportPressed, ImportClosed, ImportEdited, ImportSubmitted, FileOpened:
		return m.importing(msg)
	case CookiesPressed, CookiesClosed, CookieEdited, CookieSetPressed, CookieEditPressed, CookieDeletePressed, CookiesClearPressed,
		CookiesUndoPressed, CookiesImportPressed, CookiesFileOpened, CookiesExportPressed, CookiesShowPressed, CookieOptionPressed, JarAnswered:
		return m.cookies(msg)
	case WebhookPressed, WebhookClosed, WebhookEdited, WebhookFileChosen, WebhookRun, WebhookAnswered, WebhookPut, WebhookCopied:
		return m.webhook(msg)
	case TransportChosen:
		return m.transport(msg.Relay)
	case RelaySendPressed:
		return m.sendThroughRelay()
	case RelayPressed, RelayClosed, RelayEdited, RelayTokenEdited, RelayRootsToggled, RelayCheckPressed, RelayChecked, RelayUsePressed, RelayForgetPressed, RelayKept:
		return m.relay(msg)
	case HMACFilled:
		d := m.Own()
		d.fillHMAC(msg.Kind)
		m.setOwn(d)
	case LinkOpened:
		return m.openLink(msg.Fragment)
	case AddressDue:
		return m.followSoon()
	case PrepareDue:
		return m.prepareSoon()
	case ExampleChosen:
		return m.example(msg)
	case RecipesPressed, RecipesClosed, RecipesFiltered, RecipeChosen:
		return m.recipes(msg)
	case LinkDismissed:
		m.Link, m.undo = nil, nil
	case LinkUndone:
		return m.undoLink()
	case HoleFilled:
		return m.fill(msg), nil
	case URLCleaned:
		m.URLNote = msg.Note
	case HoleLeft:
		return m.leave(msg)
	case HeldTaken:
		return m.takeHeld(msg), nil

	case ThemeChosen:
		m.Theme = msg.Theme
		return m, []Cmd{SetTheme(msg)}
	case HelpPressed:
		m.Help = true
	case HelpClosed:
		m.Help = false
	case KeysSwitched:
		m.NoKeys = !msg.On
		return m, []Cmd{SetKeys(msg)}
	case OnlineChanged:
		m.Offline = !msg.Online
	case UpdateReady:
		m.Update = true
	case ReloadPressed:
		return m, []Cmd{Reload{}}
	case StorageFailed:
		m.Storage = msg.Why
	case SplitMoved:
		m.Split = max(20, min(80, msg.Percent))
	case Done:
		return m.done(msg)
	case ToastExpired:
		if m.Toast != nil && m.Toast.ID == msg.ID {
			m.Toast = nil
		}
	}
	return m, nil
}
