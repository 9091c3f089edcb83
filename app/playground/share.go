package playground

import (
	"slices"
	"strings"

	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

func (m Model) share(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case SharePressed:
		m.Share = &Share{kept: permalink.Keep(m.shared())}
		for _, s := range m.Share.kept.Secrets() {
			m.Share.Secrets = append(m.Share.Secrets, ShareSecret{Hole: s.Hole, Where: s.Where})
		}
		for _, s := range m.Share.kept.Suspects() {
			value := s.Value.Reveal()
			m.Share.Suspects = append(m.Share.Suspects, ShareSuspect{Sealed: s, Shown: value[:6] + "…" + value[len(value)-4:]})
		}
		m.link()
	case ShareClosed:
		m.Share = nil
	case ShareSecretToggled:
		if m.Share == nil {
			return m, nil
		}
		share := *m.Share
		share.Secrets = nil
		for _, s := range m.Share.Secrets {
			if s.Hole == msg.Hole {
				s.In = !s.In
			}
			share.Secrets = append(share.Secrets, s)
		}
		m.Share = &share
		m.link()
	case ShareSuspectToggled:
		if m.Share == nil || msg.Index < 0 || msg.Index >= len(m.Share.Suspects) {
			return m, nil
		}
		share := *m.Share
		share.Suspects = slices.Clone(share.Suspects)
		share.Suspects[msg.Index].Out = !share.Suspects[msg.Index].Out
		share.kept = permalink.Keep(m.shared(), share.leftOut()...)
		m.Share = &share
		m.link()
	case CopyLinkPressed:
		if m.Share == nil || m.Share.URL == "" {
			return m, nil
		}
		return m, []Cmd{CopyText{Text: m.Share.URL, Say: "Link copied."}}
	case SaveRequestPressed:
		return m.saveRequest()
	}
	return m, nil
}

// ticked are the secrets that the person chose to share.
func (s *Share) ticked() map[string]string {
	values := map[string]string{}
	for _, secret := range s.kept.Secrets() {
		if slices.ContainsFunc(s.Secrets, func(chosen ShareSecret) bool { return chosen.In && chosen.Hole == secret.Hole }) {
			values[secret.Hole] = secret.Value.Reveal()
		}
	}
	return values
}

// leftOut are the values that the person leaves out beside the secrets.
func (s *Share) leftOut() []request.Sealed {
	var out []request.Sealed
	for _, suspect := range s.Suspects {
		if suspect.Out {
			out = append(out, suspect.Sealed)
		}
	}
	return out
}

// link makes the link that the share dialog shows.
func (m *Model) link() {
	s := m.Share
	s.Items, s.URL, s.Length, s.Error, s.Offer = nil, "", 0, "", false
	for _, item := range s.kept.Contents() {
		if item.Hole == "" {
			s.Items = append(s.Items, ShareItem{Name: item.Name, Value: item.Value})
		}
	}
	fragment, err := s.kept.Link(s.ticked())
	if err != nil {
		s.Error, s.Offer = sentence(err.Error()), true
		return
	}
	s.URL = m.Page + "#" + fragment
	s.Length = len(fragment)
	s.Offer = s.Length > permalink.MaxComfortable
}

func (m Model) saveRequest() (Model, []Cmd) {
	if m.Share == nil {
		return m, nil
	}
	data, err := m.Share.kept.File(m.Share.ticked())
	if err != nil {
		return m.toast("The request cannot be saved: " + err.Error())
	}
	return m, []Cmd{SaveText{Name: "request.roundtrip.json", Text: string(data), Say: "Request saved."}}
}

// importing opens a request from a link or a file that the person has at hand.
func (m Model) importing(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case ImportPressed:
		m.Import = &Import{}
	case ImportClosed:
		m.Import = nil
	case ImportEdited:
		m.Import = &Import{Text: msg.Text}
	case ImportSubmitted:
		if m.Import == nil {
			return m, nil
		}
		return m.importText(m.Import.Text)
	case FileOpened:
		l, err := permalink.DecodeFile(msg.Data)
		if err != nil {
			m.Import = &Import{Error: msg.Name + ": " + brokenLink(err)}
			return m, nil
		}
		m.Import = nil
		return m.open(l, "")
	}
	return m, nil
}

func (m Model) importText(text string) (Model, []Cmd) {
	trimmed := strings.TrimSpace(text)
	var l permalink.Link
	var err error
	switch fragment, linked := permalink.InText(trimmed); {
	case trimmed == "":
		m.Import = &Import{Text: text, Error: "Paste a link or the text of a request file first."}
		return m, nil
	case strings.HasPrefix(trimmed, "{"):
		l, err = permalink.DecodeFile([]byte(trimmed))
	case linked:
		l, err = permalink.Decode(fragment)
	default:
		l, err = permalink.Decode(trimmed)
	}
	if err != nil {
		m.Import = &Import{Text: text, Error: brokenLink(err)}
		return m, nil
	}
	m.Import = nil
	return m.open(l, "")
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
