package body

// peekBytes is how far the first child of an element is looked through.
const peekBytes = 1024

// peekVerdict is what looking ahead has found.
type peekVerdict uint8

const (
	peekOn    peekVerdict = iota // not known yet
	peekMixed                    // text follows the first child
	peekApart                    // something else does, or the child is too long to tell
)

// markupPeeker reads the first child of an XML element, to tell <p><b>a</b> text</p> from <list><item>…
type markupPeeker struct {
	count   int
	depth   int
	tag     bool // in a tag
	first   bool // the next byte is the first after <
	closing bool
	slash   bool
	quote   byte
}

func (k *markupPeeker) read(c byte) peekVerdict {
	if k.count++; k.count > peekBytes {
		return peekApart
	}
	switch {
	case k.first:
		k.first = false
		switch c {
		case '!', '?':
			return peekApart
		case '/':
			k.closing = true
		}
	case k.quote != 0:
		if c == k.quote {
			k.quote = 0
		}
	case k.tag:
		switch c {
		case '"', '\'':
			k.quote = c
		case '>':
			k.tag = false
			if k.closing {
				k.depth--
			} else if !k.slash {
				k.depth++
			}
		}
		k.slash = c == '/'
	case c == '<':
		if k.depth == 0 && k.count > 1 {
			return peekApart
		}
		k.tag, k.first, k.closing, k.slash = true, true, false, false
	case k.depth == 0 && !markupSpace(c):
		return peekMixed
	}
	return peekOn
}
