package body

// stack remembers of each open container whether it is an object, in one bit. A copy of it costs nothing, whatever the
// depth, because the levels below the top 64 are never changed: they are shared.
type stack struct {
	bits  uint64 // the top levels, the innermost in bit 0
	depth int
	below *segment
}

type segment struct {
	bits  uint64
	below *segment
}

func (s *stack) push(object bool) {
	if s.depth&63 == 0 && s.depth > 0 {
		s.below = &segment{s.bits, s.below}
		s.bits = 0
	}
	s.bits <<= 1
	if object {
		s.bits |= 1
	}
	s.depth++
}

func (s *stack) pop() {
	s.depth--
	s.bits >>= 1
	if s.depth&63 == 0 && s.depth > 0 {
		s.bits, s.below = s.below.bits, s.below.below
	}
}

// object tells whether the innermost container is an object. The stack must not be empty.
func (s *stack) object() bool { return s.bits&1 == 1 }
