//go:build !js

package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/web/demo"
)

// fillHook fills in the dialog of webhooks.
func fillHook(dialog browser.Locator, mode, rules, secret string) {
	dialog.Role("radio", mode).Click().WaitChecked(true)
	dialog.Role("combobox", "Rules").Choose(rules)
	dialog.CSS("#webhook-secret").Fill(secret)
}

func TestAWebhookThatIsSignedInTheDialogIsTakenByItsReceiver(t *testing.T) {
	for _, tt := range []struct{ rules, preset, secret, id string }{
		{"GitHub", "github", demo.WebhookSecret, ""},
		{"Stripe", "stripe", demo.WebhookSecret, ""},
		{"Slack", "slack", demo.WebhookSecret, ""},
		{"Standard Webhooks", "standard", demo.WebhookSecretStandard, "msg_1"},
	} {
		t.Run(tt.preset, func(t *testing.T) {
			s := start(t)
			s.method().Choose("POST")
			s.url().Fill(site.Demo + "/webhook/" + tt.preset)
			panel := s.tab("Body")
			panel.Role("radio", "JSON").Click()
			panel.Role("textbox", "JSON body").Paste("{\"paid\": 1.0}\n")

			dialog := s.tool("Webhooks")
			fillHook(dialog, "Sign", tt.rules, tt.secret)
			dialog.Role("radio", "The request's").Click().WaitChecked(true)
			dialog.CSS("#webhook-from-size").WaitText("14 bytes")
			if tt.id != "" {
				dialog.Role("button", "Sign").Click()
				dialog.CSS("#webhook-id").WaitFocus().WaitAttr("aria-invalid", "true").Fill(tt.id)
			}
			dialog.Role("button", "Sign").Click()
			dialog.Role("status", "Result").WaitText("Signed.")
			dialog.Role("region", "Signed text").WaitText("{\"paid\": 1.0}␊")
			dialog.Role("button", "Put into the request").Click()
			dialog.CSS(".dialog-said").WaitMatch("The request now has the headers?[.]")
			s.Press("Escape")
			dialog.WaitGone()
			s.Press("Control+Enter")
			s.answered("200 OK")
			s.showsText(`"valid": true`)
		})
	}
}

func TestAnHMACThatIsFilledInAsAWebhookIsTakenByItsReceiver(t *testing.T) {
	for _, tt := range []struct{ name, preset string }{{"GitHub", "github"}, {"Stripe", "stripe"}} {
		t.Run(tt.preset, func(t *testing.T) {
			s := start(t)
			s.method().Choose("POST")
			panel := s.tab("Body")
			panel.Role("radio", "Text").Click()
			panel.Role("textbox", "Text body").Paste("paid\n")
			auth := s.tab("Auth")
			auth.Role("combobox", "Auth type").Choose("HMAC")
			auth.CSS("#set-hmac-key").Fill(demo.WebhookSecret)
			auth.CSS("#set-hmac-prefix").Fill(" other ")
			auth.Role("combobox", "Fill in as").WaitValue("").Choose(tt.name)
			auth.CSS("#set-hmac-key").WaitValue(demo.WebhookSecret)
			s.get(site.Demo+"/webhook/"+tt.preset, "200 OK")
			s.showsText(`"valid": true`)
			auth.CSS("#set-hmac-name").Fill("X-Other")
			auth.Role("combobox", "Fill in as").WaitValue("")
		})
	}
}

// sample is a call that the demo API signed.
func sample(t *testing.T, preset string) (headers, body string) {
	t.Helper()
	resp, err := http.Get(site.Demo + "/webhook/" + preset + "/sample")
	require.NoError(t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	var call struct {
		Headers map[string]string
		Body    string
	}
	require.NoError(t, json.Unmarshal(data, &call))
	var lines []string
	for name, value := range call.Headers {
		lines = append(lines, name+": "+value)
	}
	return strings.Join(lines, "\n"), call.Body
}

func TestAWebhookThatArrivedIsVerifiedAndAWrongByteIsSeen(t *testing.T) {
	s := start(t)
	headers, body := sample(t, "slack")
	dialog := s.tool("Webhooks")
	dialog.Role("button", "Verify").Click()
	dialog.CSS("#webhook-secret").WaitFocus().WaitAttr("aria-invalid", "true")
	fillHook(dialog, "Verify", "Slack", demo.WebhookSecret)
	dialog.CSS("#webhook-text").Fill(body)
	dialog.CSS("#webhook-headers").Fill(headers)
	dialog.Role("button", "Verify").Click()
	result := dialog.Role("status", "Result")
	result.WaitText("Valid. The signature is right.")

	dialog.CSS("#webhook-text").Fill(body + "\n")
	result.WaitText("Something was changed since.")
	dialog.Role("button", "Verify").Click()
	result.WaitText("Not valid.").WaitText("right for the body without its last line end")
	dialog.Role("region", "Signed text").WaitText(body + "␊")
	dialog.WaitText("They end with a line feed (0A).")
	dialog.Role("region", "Signed bytes in hex").WaitMatch(`00000000  76 30 3a`)
	signatures := dialog.CSS(".webhook-signature").Contents()
	require.Regexp(t, `^v0=[0-9a-f]{64}$`, signatures[0])
	require.Regexp(t, `^v0=[0-9a-f]{64}$`, signatures[1])
	require.NotEqual(t, signatures[0], signatures[1])

	dialog.CSS("#webhook-text").Fill(body)
	dialog.CSS("#webhook-at").Fill("1700000000")
	dialog.Role("button", "Verify").Click()
	result.WaitText("ahead of this clock")
	dialog.CSS("#webhook-tolerance").Fill("0")
	result.WaitText("Something was changed since.") // the button has moved
	dialog.Role("button", "Verify").Click()
	result.WaitText("Valid.")
	dialog.CSS("#webhook-at").Fill("noon")
	dialog.CSS("#webhook-at-problem").WaitText("Type seconds since 1970")

	// What was typed stays while the dialog is closed.
	s.Press("Escape")
	dialog.WaitGone()
	s.tool("Webhooks").CSS("#webhook-text").WaitValue(body)
}

func TestTheBodyOfAWebhookIsAFileOrAResponseByteForByte(t *testing.T) {
	s := start(t)
	dialog := s.tool("Webhooks")
	fillHook(dialog, "Sign", "GitHub", "key")
	dialog.Role("radio", "A file").Click().WaitChecked(true)
	dialog.Role("button", "Sign").Click()
	dialog.CSS("#webhook-from-problem").WaitText("Choose the file")
	dialog.CSS("#webhook-from").Files(saved(t, "delivery.bin", []byte("a\r\n\x00\xff")))
	dialog.WaitText("delivery.bin").WaitText("5 bytes")
	dialog.Role("button", "Sign").Click()
	dialog.Role("region", "Signed bytes in hex").WaitText("61 0d 0a 00 ff")
	dialog.Role("region", "Signed text").WaitText(`a␍␊`).WaitText(`␀\xFF`)

	dialog.Role("radio", "The response's").Click().WaitChecked(true)
	dialog.Role("button", "Sign").Click()
	dialog.CSS("#webhook-from-problem").WaitText("There is no response yet.")
	s.Press("Escape")
	dialog.WaitGone()
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	dialog = s.tool("Webhooks")
	dialog.Role("radio", "Verify").Click()
	dialog.CSS("#webhook-headers").WaitUntil("/content-type: application.json/i.test(element.value)")
	dialog.Role("button", "Verify").Click()
	dialog.Role("status", "Result").WaitText("Not valid. The request has no header X-Hub-Signature-256.")
}
