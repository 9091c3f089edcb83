// Package browser drives a headless Chromium as a person would: it finds things by role and name, in the words of the accessibility
// tree, and acts through mouse and keyboard events. Everything waits for a condition in the page, never for a time.
//
//	b, err := browser.Start()
//	defer b.Close()
//	tab := b.Open(t)
//	tab.Goto(url)
//	tab.Role("textbox", "URL").Fill("https://example.com/")
//	tab.Press("Enter")
//	tab.Role("region", "Response").WaitText("200 OK")
//
// A test that fails leaves a screenshot and the console in the folder "out" of its package. A test passes only if its page reported no
// error, broke no rule of its content security policy, and the program did not crash.
package browser
