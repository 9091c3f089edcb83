//go:build !js

package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/product"
)

func TestZZLook(t *testing.T) {
	root, _ := product.Root()
	host := product.FileServer(filepath.Join(root, "bin", "gallery"), "")
	defer host.Close()
	tab := chromium.Open(t)
	for _, state := range []string{"cookies", "cookies-shown", "cookies-empty", "cookies-refused", "cookies-import", "webhook", "webhook-wrong", "webhook-right", "webhook-signed", "webhook-missing", "webhook-file", "auth-hmac-stripe"} {
		for _, width := range []int64{1280, 400} {
			tab.Size(width, 900)
			tab.Goto(host.URL + "/?state=" + state)
			tab.CSS("body > .app").Wait()
			tab.Settle()
			theme := "light"
			if width == 400 {
				theme = "dark"
			}
			tab.Run("document.documentElement.dataset.theme = %s", theme)
			tab.Settle()

			require.NoError(t, os.WriteFile("/tmp/jar-look/"+state+"-"+theme+".png", tab.Screenshot(), 0o644))
		}
	}
}
