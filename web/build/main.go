package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
)

// The collector may be lazy: the program lives for seconds, and brotli's encoders are large.
func init() { debug.SetGCPercent(400) }

func main() {
	var o options
	root := flag.String("root", ".", "the repository")
	out := flag.String("out", "web/site", "folder to write, replaced as a whole")
	flag.StringVar(&o.base, "base", "/", "path under which a static host shows the site")
	flag.BoolVar(&o.static, "static", false, "for a static host: policy in the page, 404.html, .nojekyll")
	flag.BoolVar(&o.dev, "dev", false, "for development: reload on change, no service worker, nothing minified")
	flag.BoolVar(&o.gallery, "gallery", false, "the gallery of states in place of the playground, for development and tests")
	compress := flag.Bool("compress", false, "put .br and .gz files beside the large ones, for our own server")
	cache := flag.String("cache", ".cache/compressed", "folder that keeps compressed files between runs")
	sizes := flag.Bool("sizes", false, "print what a start transfers and fail when it is over budget")
	flag.Parse()
	if err := run(*root, *out, *cache, o, *compress, *sizes); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(root, out, cache string, o options, compress, sizes bool) error {
	if !strings.HasPrefix(o.base, "/") {
		return fmt.Errorf("-base %q must start with a slash, for example /roundtrip", o.base)
	}
	in, err := readInputs(root, o)
	if err != nil {
		return err
	}
	files, err := assemble(in, o)
	if err != nil {
		return err
	}
	if sizes {
		return checkBudget(files, cache, os.Stdout)
	}
	if compress {
		if files, err = withCompressed(files, cache); err != nil {
			return err
		}
	}
	if o.static {
		fmt.Println("A static host sends no headers of ours: other sites can show the page in a frame, unless the host sends Content-Security-Policy: frame-ancestors 'self'.")
	}
	return write(out, files)
}
