package request

import "strings"

// urls takes the passwords in URLs, and the parts of paths that are a secret themselves, as in the URLs of webhooks.
func (f *finder) urls() {
	t := f.text.text
	for i := 0; ; {
		at := strings.Index(t[i:], "://")
		if at < 0 {
			return
		}
		i += at + len("://")
		end := i
		for end < len(t) && t[end] > ' ' && strings.IndexByte("/?#\\\"'<>`", t[end]) < 0 {
			end++
		}
		f.userinfo(i, end)
		host := t[i+strings.LastIndexByte(t[i:end], '@')+1 : end]
		host, _, _ = strings.Cut(strings.ToLower(host), ":")
		pathEnd := end
		for pathEnd < len(t) && t[pathEnd] > ' ' && strings.IndexByte("?#\\\"'<>`", t[pathEnd]) < 0 {
			pathEnd++
		}
		f.path(host, end, pathEnd)
		i = pathEnd
	}
}

// userinfo takes the password of an authority (RFC 3986, section 3.2.1), or a user that is a key itself.
func (f *finder) userinfo(start, end int) {
	t := f.text.text
	at := strings.LastIndexByte(t[start:end], '@')
	if at < 0 {
		return
	}
	user, password, ok := strings.Cut(t[start:start+at], ":")
	switch {
	case ok && !isPlaceholder(password):
		f.add(start+len(user)+1, start+at, "url-password", "password")
	case !strings.Contains(user, "@") && opaque(user, 20) && (!ok || password == "" || password == "x-oauth-basic"):
		f.add(start, start+len(user), "url-user", "password")
	}
}

// secretPath says where a service has secrets in its paths: behind some segments, the first of which is named, one segment or more.
type secretPath struct {
	host   string // the host, or what it ends with
	before string // the segment from which on is counted; "" is the start of the path
	skip   int    // segments that are no secret
	all    bool   // all that follow are
}

// secretPaths are facts of the services' documentation.
var secretPaths = []secretPath{
	{"hooks.slack.com", "services", 2, false}, {"hooks.slack.com", "workflows", 3, false}, {"hooks.slack.com", "triggers", 2, false}, {"hooks.slack-gov.com", "services", 2, false},
	{"discord.com", "webhooks", 1, false}, {"discordapp.com", "webhooks", 1, false},
	{"webhook.office.com", "IncomingWebhook", 0, true}, {"outlook.office.com", "IncomingWebhook", 0, true}, {"outlook.office365.com", "IncomingWebhook", 0, true},
	{"hooks.zapier.com", "catch", 1, false}, {"make.com", "", 0, false}, {"integromat.com", "", 0, false}, {"maker.ifttt.com", "key", 0, false},
	{"open.feishu.cn", "hook", 0, false}, {"open.larksuite.com", "hook", 0, false}, {"hooks.glip.com", "webhook", 0, false}, {"hooks.ringcentral.com", "webhook", 0, false},
	{"webexapis.com", "incoming", 0, false}, {"api.ciscospark.com", "incoming", 0, false}, {"events.pagerduty.com", "integration", 0, false},
	{"alert.victorops.com", "alert", 0, false}, {"loggly.com", "inputs", 0, false}, {"hooks.airtable.com", "genericWebhook", 2, false}, {"api.pushcut.io", "", 0, false},
	{"hc-ping.com", "", 0, false}, {"infura.io", "v3", 0, false}, {"alchemy.com", "v2", 0, false}, {"alchemyapi.io", "v2", 0, false}, {"quiknode.pro", "", 0, false},
	{"exchangerate-api.com", "v6", 0, false}, {"api.day.app", "", 0, false}, {"sctapi.ftqq.com", "", 0, false},
	{"getpantry.cloud", "pantry", 0, false}, {"webhook.site", "", 0, false}, {"hooks.jandi.com", "webhook", 1, false}, {"chat.synology.com", "token", 0, false},
	{"api.opsgenie.com", "apiKey", 0, false}, {"thesportsdb.com", "json", 0, false}, {"api.darksky.net", "forecast", 0, false},
}

// path takes the secrets of a path: those of a service that is known, of a bot at Telegram, and what stands behind a segment that says so.
func (f *finder) path(host string, start, end int) {
	t := f.text.text
	type segment struct{ start, end int }
	var segments []segment
	for i := start; i < end; {
		next := strings.IndexByte(t[i+1:end], '/')
		if next < 0 {
			next = end - i - 1
		}
		segments = append(segments, segment{i + 1, i + 1 + next})
		i += 1 + next
		if len(segments) == 32 {
			break
		}
	}
	text := func(i int) string { return t[segments[i].start:segments[i].end] }
	take := func(i int, name string) {
		if text := text(i); len(text) >= 6 && !isPlaceholder(text) && !isPathVariable(text) && !strings.Contains(text, "{{") {
			f.add(segments[i].start, segments[i].end, name, "url")
		}
	}
	for i := range segments {
		if host == "api.telegram.org" && strings.HasPrefix(text(i), "bot") {
			if colon := strings.IndexByte(text(i), ':'); colon >= 0 && !isPlaceholder(text(i)[colon+1:]) {
				f.add(segments[i].start+colon+1, segments[i].end, "token", "token")
			}
		}
		if i > 0 && f.judge(text(i-1)) == sensitive && opaque(text(i), 16) && !isUUID(text(i)) {
			take(i, text(i-1)) // …/token/9f8c…
		}
	}
	for _, p := range secretPaths {
		if !strings.HasSuffix(host, p.host) || len(host) > len(p.host) && host[len(host)-len(p.host)-1] != '.' {
			continue
		}
		from := 0
		if p.before != "" {
			for from < len(segments) && text(from) != p.before {
				from++
			}
			from++
		}
		for i := from + p.skip; i < len(segments); i++ {
			if opaque(text(i), 8) || p.before != "" {
				take(i, "webhook")
			}
			if !p.all {
				break
			}
		}
	}
}
