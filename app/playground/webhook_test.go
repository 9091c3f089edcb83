package playground

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// hooked is the dialog with a secret and some fields.
func hooked(m Model, fields ...string) Model {
	m, _ = play(m, WebhookPressed{}, WebhookEdited{WebhookSecret, "s"})
	for i := 0; i < len(fields); i += 2 {
		m, _ = play(m, WebhookEdited{WebhookField(fields[i]), fields[i+1]})
	}
	return m
}

func TestWhatIsMissingIsSaidAtItsFieldOnceItWasAskedFor(t *testing.T) {
	for _, tt := range []struct {
		name   string
		fields []string
		at     WebhookField
		want   string
	}{
		{"the secret", []string{"secret", ""}, WebhookSecret, "Type the secret"},
		{"the headers", nil, WebhookHeaders, "Paste the headers"},
		{"the file", []string{"from", "file", "headers", "A: b"}, WebhookFrom, "Choose the file"},
		{"the response", []string{"from", "response", "mode", "sign"}, WebhookFrom, "no response yet"},
		{"the ID", []string{"mode", "sign", "kind", "standard"}, WebhookID, "Type the message's ID"},
		{"the header of rules of one's own", []string{"mode", "sign", "kind", "custom"}, WebhookHeader, "Name the header"},
		{"the tolerance", []string{"kind", "slack", "headers", "A: b", "tolerance", "5m"}, WebhookTolerance, "whole seconds"},
		{"the time", []string{"mode", "sign", "kind", "slack", "at", "-1"}, WebhookAt, "seconds since 1970"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, cmds := play(hooked(New(), tt.fields...), WebhookRun{})
			require.Contains(t, m.WebhookProblem(tt.at), tt.want)
			require.Empty(t, of[AskWebhook](cmds))
			require.Equal(t, "webhook-"+string(tt.at), of[Focus](cmds)[0].Target.Control)
		})
	}
	m := hooked(New(), "secret", "")
	require.Empty(t, m.WebhookProblem(WebhookSecret), "nothing was asked for yet")
	m = hooked(New(), "mode", "sign", "kind", "github", "tolerance", "x", "at", "x")
	_, cmds := play(m, WebhookRun{})
	require.Len(t, of[AskWebhook](cmds), 1, "fields that are not shown keep nothing from being signed")
}

func TestABodyIsAskedForWithWhereItComesFrom(t *testing.T) {
	m := typed("https://a.example/")
	m.Request.Body = request.Body{Kind: request.JSON, JSON: "{}"}
	m.Shown = &Exchange{ID: 7, Head: &exchange.Head{Headers: []exchange.Field{{Name: "a", Value: "1"}}}, Done: &exchange.Done{Body: exchange.Body{Size: 1}}}
	ask := func(m Model) AskWebhook {
		_, cmds := play(m, WebhookRun{})
		require.Len(t, of[AskWebhook](cmds), 1)
		return of[AskWebhook](cmds)[0]
	}
	a := ask(hooked(m, "text", "x\n", "headers", "H: 1", "kind", "slack", "tolerance", "60", "at", "5"))
	require.Equal(t, request.Body{Kind: request.Text, Text: "x\n"}, a.Request.Body)
	require.Equal(t, webhook.Ask{Secret: "s", Headers: "H: 1", At: time.Unix(5, 0), Preset: webhook.Preset{Kind: webhook.Slack, Tolerance: time.Minute}}, a.Ask)
	require.Less(t, ask(hooked(m, "kind", "slack", "headers", "H: 1", "tolerance", "0")).Ask.Preset.Tolerance, time.Duration(0), "0 lets any timestamp pass")

	require.Equal(t, m.Request.Body, ask(hooked(m, "mode", "sign", "from", "request")).Request.Body)
	answered := hooked(m, "headers", "H: typed", "from", "response")
	require.Equal(t, "a: 1\n", answered.Webhook.HeaderText())
	require.Equal(t, 7, ask(answered).Ask.Response)
	require.Equal(t, "1 byte", answered.WebhookSize())
	typedAgain, _ := play(answered, WebhookEdited{WebhookFrom, ""})
	require.Equal(t, "H: typed", typedAgain.Webhook.HeaderText(), "nothing that was typed is lost")

	file := request.File{ID: "f", Size: 1234}
	withFile, _ := play(hooked(m, "from", "file", "mode", "sign"), WebhookFileChosen{file})
	require.Equal(t, []request.File{file}, ask(withFile).Request.Files())
	require.Equal(t, "1,234 bytes", withFile.WebhookSize())
}

func TestAnAnswerHoldsForTheFieldsAsTheyWere(t *testing.T) {
	m, _ := play(hooked(New(), "mode", "sign"), WebhookRun{})
	old := m.Webhook.asked
	m, _ = play(m, WebhookEdited{WebhookText, "x"}, WebhookAnswered{old, webhook.Answer{Size: 1}})
	require.Nil(t, m.Webhook.Answer, "another text was typed meanwhile")
	m, _ = play(m, WebhookRun{}, WebhookAnswered{old, webhook.Answer{Size: 1}})
	require.Nil(t, m.Webhook.Answer, "it answers the ask before")
	m, _ = play(m, WebhookAnswered{m.Webhook.asked, webhook.Answer{Size: 2}})
	require.EqualValues(t, 2, m.Webhook.Answer.Size)
	m, _ = play(m, WebhookEdited{WebhookText, "xy"})
	require.True(t, m.Webhook.Stale)
	_, cmds := play(m, WebhookCopied{}, WebhookPut{})
	require.Empty(t, cmds, "headers of another body are neither copied nor put")
	m, _ = play(m, WebhookClosed{})
	require.Equal(t, "xy", m.Webhook.Text, "it is kept while the dialog is closed")
	require.NotContains(t, fmt.Sprintf("%+v", m.Webhook), "Secret:s")
}

func TestHeadersThatWereMadeTakeThePlaceOfThoseOfTheirName(t *testing.T) {
	m := hooked(typed("https://a.example/"), "mode", "sign")
	before := []request.Field{{Name: "x-sum", Value: "old", Off: true}, {Name: "Accept", Value: "*/*"}, {Name: "X-Sum", Value: "older"}}
	m.Request.Headers = before
	m.Webhook.Answer = &webhook.Answer{Headers: []webhook.Header{{Name: "X-Sum", Value: "new"}, {Name: "X-Time", Value: "1"}}}
	m, _ = play(m, WebhookPut{})
	require.Equal(t, []request.Field{{Name: "X-Sum", Value: "new"}, {Name: "Accept", Value: "*/*"}, {Name: "X-Time", Value: "1"}}, m.Request.Headers)
	require.Equal(t, "old", before[0].Value, "what Update was given stays as it was")
	require.Equal(t, "older", before[2].Value)
	require.Equal(t, "The request now has the headers.", m.Toast.Text)
	_, cmds := play(m, WebhookCopied{})
	require.Equal(t, "X-Sum: new\nX-Time: 1\n", of[CopyText](cmds)[0].Text)
}

func TestTheFieldsOfHMACAuthAreFilledInAsAWebhookHasThem(t *testing.T) {
	require.Equal(t, []webhook.Kind{webhook.GitHub, webhook.GitHubSHA1, webhook.Stripe}, HMACKinds())
	m, _ := play(typed("https://a.example/"), AuthKindChosen{request.HMAC}, SettingEdited{"hmac-key", "k"}, SettingEdited{"hmac-prefix", " typed "})
	require.Equal(t, webhook.Kind(""), m.Own().HMACKind())
	for _, kind := range HMACKinds() {
		m, _ = play(m, HMACFilled{kind})
		require.Equal(t, kind, m.Own().HMACKind())
		require.Equal(t, "k", m.Request.Auth.HMAC.Key.Reveal())
	}
	require.Equal(t, "t=[timestamp],v1=", m.Request.Auth.HMAC.Prefix)
	prefix, _ := request.FindSetting("hmac-prefix")
	require.Equal(t, "t=[timestamp],v1=", m.Own().SettingText(prefix))
	kept, _ := play(m, HMACFilled{webhook.Slack}, HMACFilled{""})
	require.Equal(t, m.Request, kept.Request)
}

func TestAVerdictIsSaidInWords(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	require.Equal(t, "2 January 2026, 03:04:05 UTC, 1m0s ago", SignedAt(webhook.Verdict{At: at, Age: time.Minute}))
	require.Equal(t, "2 January 2026, 03:04:05 UTC, 1m0s from now", SignedAt(webhook.Verdict{At: at, Age: -time.Minute}))
	require.Empty(t, SignedAt(webhook.Verdict{}))
	require.Equal(t, "5,000 bytes were hashed. The first 2,048 are shown. They end with a line feed (0A).", ShownText(webhook.Shown{Size: 5000, Cut: 2048, Note: []string{"They end with a line feed (0A)."}}))
	require.Equal(t, "1 byte was hashed.", ShownText(webhook.Shown{Size: 1, Cut: 1}))
}
