package playground

import (
	"net/url"
	"strings"
	"time"
)

// started takes over what the person did before the program had started, and opens
// the link of the address bar. What was typed wins over a link: it is newer.
func (m Model) started(msg Started) (Model, []Cmd) {
	m.Page, m.Theme, m.Offline, m.NoKeys = msg.Page, msg.Theme, !msg.Online, msg.NoKeys
	m.Origin, m.demo = originOf(msg.Page), msg.Demo
	m.Relay.Own, m.Relay.Kept = msg.Relay, msg.Kept
	if msg.URL != "" {
		m.opened = true
		m.Request.SetURL(msg.URL)
		if msg.Method != "" {
			m.Request.Method = msg.Method
		}
		if msg.Send {
			return m.send()
		}
		return m, nil
	}
	if strings.Trim(msg.Fragment, "#") != "" {
		if msg.Own {
			return m.reopen(msg.Fragment)
		}
		return m.openLink(msg.Fragment)
	}
	m.opened = true
	first := Examples(m.DemoBase())[0].Request
	return m, append(m.replace(first, ""), Focus{Target{Control: "first"}})
}

func originOf(page string) string {
	u, err := url.Parse(page)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// toastTime is how long a toast stays.
const toastTime = 4 * time.Second

func (m Model) toast(text string) (Model, []Cmd) {
	m.toasts++
	m.Toast = &Toast{ID: m.toasts, Text: text}
	return m, []Cmd{After{Delay: toastTime, Msg: ToastExpired{ID: m.toasts}}}
}

// done says what an effect has done, or why it could not.
func (m Model) done(msg Done) (Model, []Cmd) {
	if msg.Err != nil {
		return m.toast(strings.TrimSuffix(msg.What, ".") + ": " + msg.Err.Error())
	}
	return m.toast(msg.What)
}
