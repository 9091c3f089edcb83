//go:build !js

package e2e

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/product"
)

// The picture in README. It is written only when it is asked for, with make screenshot, so that a run of the tests changes no file.
func TestScreenshot(t *testing.T) {
	if os.Getenv("ROUNDTRIP_SCREENSHOT") == "" {
		t.Skip("docs/screenshot.png is written by make screenshot")
	}
	s := screen{chromium.Open(t)}
	s.Size(1200, 720)
	s.Goto(site.URL)
	s.waitReady()
	name, value := row(s.tab("Headers"), "1")
	name.Fill("Accept")
	value.Fill("application/json")
	name, value = row(s.tab("Headers"), "2")
	name.Fill("X-Request-Id")
	value.Fill("7f3a9c")
	s.tab("Body").Role("radio", "JSON").Click()
	s.request().Role("textbox", "JSON body").Paste("{\n  \"hello\": \"world\",\n  \"id\": 9007199254740993,\n  \"ratio\": 1.0,\n  \"tags\": [\"exact\", \"to the byte\"]\n}")
	s.method().Choose("POST")
	s.get(site.Demo+"/anything/greetings?lang=en&lang=fr", "200 OK")
	s.showsText("9007199254740993")
	s.Run("document.activeElement.blur()")
	s.Wait("document.getAnimations().length === 0")

	picture, err := png.Decode(bytes.NewReader(s.Screenshot()))
	require.NoError(t, err)
	var small bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	require.NoError(t, encoder.Encode(&small, quantised(picture)))
	require.Less(t, small.Len(), 150_000)
	root, err := product.Root()
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Join(root, "docs"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(root, "docs", "screenshot.png"), small.Bytes(), 0o644))
}

// quantised keeps the colours that a screen has most of, and gives the others the nearest of them.
func quantised(picture image.Image) image.Image {
	counts := map[color.RGBA]int{}
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	small := image.NewPaletted(bounds, palette)
	draw.Draw(small, bounds, picture, bounds.Min, draw.Src)
	return small
}
