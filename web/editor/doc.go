// Package editor has no Go code: the folder holds the JavaScript of the two text panes, the editor of the request's body and the
// viewer of the response's, which are bundled into web/editor.js.
//
// The panes are CodeMirror 6. The page reaches them through the global roundtrip.editor, which has createEditor (input.js) and
// createViewer (viewer.js); editor.js is the entry. The tests in Go run the bundle in Chromium, under the page's content security
// policy; what is pure arithmetic is tested with node --test.
//
// Caveats in a browser: CodeMirror writes its styles into <style> elements, which a policy of style-src 'self' refuses;
// stylesheets.js has them adopted instead. The elements inside the one that a pane was created in belong to the pane: no other
// code may touch them.
package editor
