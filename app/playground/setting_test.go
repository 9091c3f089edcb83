package playground

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestASettingFromAFileReplacesOnlyByWhatBelongsThere(t *testing.T) {
	const ca = "-----BEGIN CERTIFICATE-----\nQQ==\n-----END CERTIFICATE-----"
	setting, _ := request.FindSetting("verify-ca")
	opened := func(text string) SettingFileOpened {
		return SettingFileOpened{Name: "verify-ca", File: "some.pem", Data: []byte(text)}
	}
	m, _ := play(typed("https://api.example/"), opened("\n"+ca+"\n"))
	require.Equal(t, ca, m.Request.Options.Network.CA)
	require.Equal(t, "Trust these too: some.pem was read.", m.Toast.Text)
	for text, problem := range map[string]string{
		"":                                   "some.pem: The file is empty.",
		"notes":                              "some.pem: This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----.",
		ca + "\n-----BEGIN PRIVATE KEY-----": "some.pem: This holds a private key. Put the key into the field Private key, where it stays a secret; that takes a text with both, too.",
	} {
		wrong, cmds := play(m, opened(text))
		require.Equal(t, problem, wrong.SettingRefused(setting))
		require.Contains(t, cmds, Focus{Target{Control: "options", Setting: "verify-ca"}})
		require.Equal(t, ca, wrong.Own().SettingText(setting), "what stands there stays")
		right, _ := play(wrong, opened(ca))
		require.Empty(t, right.SettingRefused(setting))
	}

	store := []byte{0x30, 0x82, 0x01, 0x00, 0xff}
	m, _ = play(typed("https://api.example/"), SettingFileOpened{Name: "cert-key", File: "me.p12", Data: store})
	require.Equal(t, base64.StdEncoding.EncodeToString(store), m.Request.Options.Network.Key.Reveal())
	require.Equal(t, "Private key: me.p12 was read.", m.Toast.Text)

	m, _ = play(typed("https://api.example/"), InSession{opened(ca)})
	require.Empty(t, m.Request.Options.Network.CA)
	require.Equal(t, ca, m.Whole().Options.Network.CA)
	m, _ = play(m, InSession{opened("notes")})
	require.Contains(t, m.InvalidInSession("options"), "some.pem: This is not a certificate")
	require.Equal(t, ca, m.Whole().Options.Network.CA)
}
