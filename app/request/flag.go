package request

import "strings"

// flags takes values that stand behind their names without a mark: those of commands (--token …, also as the strings of an array), pairs of
// strings, passwords in SQL and .netrc.
func (f *finder) flags() {
	t := f.text.text
	for i := 0; ; {
		at := strings.Index(t[i:], "--")
		if at < 0 {
			break
		}
		start := i + at + 2
		end := start
		for end < len(t) && tokenBytes[t[end]] {
			end++
		}
		i = end
		if name := t[start:end]; name == "user" {
			f.login(end)
		} else if kind := f.judge(name); kind != ordinary {
			f.behind(name, kind, end, nil)
		}
	}
	for i := 0; ; {
		at := strings.Index(t[i:], `["`)
		if at < 0 {
			break
		}
		start := i + at + 2
		length := strings.IndexByte(t[start:min(len(t), start+longestName)], '"')
		i = start
		if length > 0 && f.judge(t[start:start+length]) == sensitive {
			f.behind(t[start:start+length], sensitive, start+length, proves)
		}
	}
	for _, phrase := range []struct{ words, before string }{{"identified by ", ""}, {"IDENTIFIED BY ", ""}, {" password ", "machine "}} {
		if phrase.before != "" && !strings.Contains(t, phrase.before) {
			continue
		}
		for i := 0; ; {
			at := strings.Index(t[i:], phrase.words)
			if at < 0 {
				break
			}
			i += at + len(phrase.words)
			f.behind("password", sensitive, i-1, nil)
		}
	}
}

// behind takes the value behind a name: after a space, or as the next string of an array.
func (f *finder) behind(name string, kind sensitivity, at int, only func(string) bool) {
	t := f.text.text
	start := at
	for start < len(t) && start-at < 6 && strings.IndexByte("\"', ", t[start]) >= 0 {
		start++
	}
	end := start
	for end < len(t) && t[end] > ' ' && strings.IndexByte("\"'\\", t[end]) < 0 {
		end++
	}
	value := t[start:end]
	if start == at || value == "" || value[0] == '-' || isCode(value) || f.judge(value) != ordinary || only != nil && !only(value) {
		return
	}
	f.take(name, kind, start, end, "value")
}

// login takes the password of user:password.
func (f *finder) login(at int) {
	t := f.text.text
	start := at
	for start < len(t) && start-at < 6 && strings.IndexByte("\"', =", t[start]) >= 0 {
		start++
	}
	end := start
	for end < len(t) && t[end] > ' ' && strings.IndexByte("\"'\\", t[end]) < 0 {
		end++
	}
	if user, password, ok := strings.Cut(t[start:end], ":"); ok && !isPlaceholder(password) {
		f.add(start+len(user)+1, end, "password", "value")
	}
}
