package playground

import (
	"encoding/base64"
	"strings"
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
	require.Equal(t, "some.pem was read into the field Trust these too.", m.Toast.Text)
	for text, problem := range map[string]string{
		"":                                   "some.pem: The file is empty.",
		"notes":                              "some.pem: This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----.",
		ca + "\n-----BEGIN PRIVATE KEY-----": "some.pem: This holds a private key, which stays a secret only in the field Private key: a client's belongs there, with its certificate or without. Nothing else needs one.",
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
	require.Equal(t, "me.p12 was read into the field Private key.", m.Toast.Text)

	key, _ := request.FindSetting("cert-key")
	for text, problem := range map[string]string{
		"notes, and no key":               "This is neither a private key in PEM nor a PKCS #12 file.",
		"PK\x03\x04\xff":                  "This is neither a private key in PEM nor a PKCS #12 file.",
		strings.Repeat("A", 256<<10+4):    "The file is larger than 262 kB, which no certificate and no key is.",
		"-----BEGIN PRIVATE KEY-----\nQQ": "",
		"MIIBAA==":                        "",
	} {
		_, got := settingText(key, []byte(text))
		require.Equal(t, problem, got)
	}

	m, _ = play(typed("https://api.example/"), InSession{opened(ca)})
	require.Empty(t, m.Request.Options.Network.CA)
	require.Equal(t, ca, m.Whole().Options.Network.CA)
	m, _ = play(m, InSession{opened("notes")})
	require.Contains(t, m.InvalidInSession("options"), "some.pem: This is not a certificate")
	require.Equal(t, ca, m.Whole().Options.Network.CA)
}
