// Command build puts the site together: it bundles scripts and styles, gives every file a name that holds a
// hash of its content, writes the page and the service worker that refer to those names, and compresses.
//
//	go run ./web/build -out web/site -compress        # for the server to embed
//	go run ./web/build -out dist -static -base /lab/  # for any static host
//
// The same inputs give the same bytes. All addresses in the site are relative, so it works under any path;
// only 404.html, which a host shows at any depth, needs to know the base.
package main
