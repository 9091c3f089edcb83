//go:build !js

// Command icons draws the PNG sizes of the icon and favicon.ico from the SVG files, with Chromium. Their results
// are committed: run it (make icons) only after a change to an SVG.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const dir = "web/icons"

var drawings = []struct {
	svg, png string
	size     int64
}{
	{"icon.svg", "icon-192.png", 192},
	{"icon.svg", "icon-512.png", 512},
	{"icon-maskable.svg", "icon-maskable-512.png", 512},
	{"icon-maskable.svg", "apple-touch-icon.png", 180},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

func run() error {
	ctx, cancel := chromedp.NewContext(context.Background())
	defer cancel()
	for _, d := range drawings {
		png, err := draw(ctx, d.svg, d.size)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, d.png), png, 0o644); err != nil {
			return err
		}
	}
	var images [][]byte
	sizes := []int64{16, 32, 48}
	for _, size := range sizes {
		png, err := draw(ctx, "icon.svg", size)
		if err != nil {
			return err
		}
		images = append(images, png)
	}
	return os.WriteFile(filepath.Join(dir, "favicon.ico"), ico(sizes, images), 0o644)
}

// draw lets the SVG fill a window of the size, on a transparent ground.
func draw(ctx context.Context, svg string, size int64) (png []byte, err error) {
	path, err := filepath.Abs(filepath.Join(dir, svg))
	if err != nil {
		return nil, err
	}
	err = chromedp.Run(ctx,
		chromedp.EmulateViewport(size, size),
		chromedp.Navigate("file://"+path),
		emulation.SetDefaultBackgroundColorOverride().WithColor(&cdp.RGBA{}),
		chromedp.ActionFunc(func(ctx context.Context) (err error) {
			png, err = page.CaptureScreenshot().WithOptimizeForSpeed(false).Do(ctx)
			return err
		}),
	)
	return png, err
}

// ico packs PNG images into one icon file, which every browser since 2010 reads.
func ico(sizes []int64, images [][]byte) []byte {
	var b bytes.Buffer
	field := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer never fails
	field([]uint16{0, 1, uint16(len(images))})
	offset := 6 + 16*len(images)
	for i, image := range images {
		field([]uint8{uint8(sizes[i]), uint8(sizes[i]), 0, 0})
		field([]uint16{1, 32})
		field([]uint32{uint32(len(image)), uint32(offset)})
		offset += len(image)
	}
	for _, image := range images {
		b.Write(image)
	}
	return b.Bytes()
}
