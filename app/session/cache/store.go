package cache

import (
	"container/list"
	"slices"
	"strconv"
	"sync"
	"time"
)

// The bounds of a store where nothing else was chosen, in bytes.
const (
	DefaultLimit      = 64 << 20
	DefaultEntryLimit = 8 << 20
)

// Store keeps responses in memory. Where they become more than its limit, those that were used least recently go. It may
// be used by any number of goroutines. The zero Store is empty and ready to use.
type Store struct {
	Limit      int64 // bytes in all, headers and an allowance for overhead included; 0 means DefaultLimit
	EntryLimit int64 // bytes of one body; 0 means DefaultEntryLimit

	mu      sync.Mutex
	byURI   map[string][]*list.Element
	recent  list.List // of *entry, the one used last in front
	size    int64
	serial  uint64
	removed uint64 // counts what made stored responses invalid
}

// Entry is one stored response, for showing it.
type Entry struct {
	Key     string // for Delete
	Method  string
	URL     string
	Status  int
	Size    int64     // of the body, in bytes
	Stored  time.Time // when it was stored or last validated
	Expires time.Time // when it stops being fresh
}

// Entries lists what is stored, the one used last in front.
func (s *Store) Entries() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	var entries []Entry
	for at := s.recent.Front(); at != nil; at = at.Next() {
		e := at.Value.(*entry)
		entries = append(entries, Entry{
			Key: e.key(), Method: e.method, URL: e.uri, Status: e.head.StatusCode, Size: int64(len(e.body)),
			Stored: e.came, Expires: e.expires(e.policy),
		})
	}
	return entries
}

// Size is about how many bytes of memory the stored responses take.
func (s *Store) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// Delete removes the entry with a key, and reports whether there was one.
func (s *Store) Delete(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at := s.recent.Front(); at != nil; at = at.Next() {
		if at.Value.(*entry).key() == key {
			s.remove(at)
			return true
		}
	}
	return false
}

// Clear removes all entries. A response that is under way is not stored any more.
func (s *Store) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recent.Init()
	s.byURI, s.size = nil, 0
	s.removed++
}

func (e *entry) key() string { return strconv.FormatUint(e.serial, 10) }

func (s *Store) limit() int64 {
	if s.Limit <= 0 {
		return DefaultLimit
	}
	return s.Limit
}

func (s *Store) entryLimit() int64 {
	if s.EntryLimit <= 0 {
		return min(DefaultEntryLimit, s.limit())
	}
	return min(s.EntryLimit, s.limit())
}

// find gives the entry that answers an exchange's request as if it had a method: the newest, where several do (RFC 9111,
// section 4.1). Others says that the URI has entries which do not.
func (s *Store) find(x *exchange, method string) (found *entry, others bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var place *list.Element
	for _, at := range s.byURI[x.uri] {
		if e := at.Value.(*entry); e.answers(x, method) && (found == nil || e.came.After(found.came)) {
			found, place = e, at
		}
	}
	if found == nil {
		return nil, len(s.byURI[x.uri]) > 0
	}
	s.recent.MoveToFront(place)
	return found, false
}

// mark is a moment for put: what was asked for before it and comes after an invalidation must not be stored.
func (s *Store) mark() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.removed
}

// put stores an entry in place of those that it supersedes, or says why not.
func (s *Store) put(e *entry, mark uint64) (refused string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.removed != mark {
		return "stored responses were made invalid while it came"
	}
	size := e.size()
	if size > s.limit() {
		return "with its head it is larger than the whole cache"
	}
	for _, at := range slices.Clone(s.byURI[e.uri]) {
		old := at.Value.(*entry)
		if old.method == e.method && old.identity == e.identity && slices.Equal(old.vary, e.vary) && slices.Equal(old.varied, e.varied) {
			s.remove(at)
		}
	}
	for s.size+size > s.limit() {
		s.remove(s.recent.Back())
	}
	s.serial++
	e.serial = s.serial
	s.size += size
	if s.byURI == nil {
		s.byURI = map[string][]*list.Element{}
	}
	s.byURI[e.uri] = append(s.byURI[e.uri], s.recent.PushFront(e))
	return ""
}

// replace puts a newer head in an entry's place and reports whether it is stored: the entry may have gone.
func (s *Store) replace(old, newer *entry) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range s.byURI[old.uri] {
		if at.Value.(*entry).serial != old.serial {
			continue
		}
		at.Value = newer
		s.recent.MoveToFront(at)
		s.size += newer.size() - old.size()
		for s.size > s.limit() {
			s.remove(s.recent.Back())
		}
		return s.recent.Front() == at
	}
	return false
}

// drop removes an entry, if it is still there.
func (s *Store) drop(e *entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range s.byURI[e.uri] {
		if at.Value.(*entry).serial == e.serial {
			s.remove(at)
			return
		}
	}
}

// invalidate removes all entries of a URI and counts them (RFC 9111, section 4.4).
func (s *Store) invalidate(uri string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.removed++
	all := slices.Clone(s.byURI[uri])
	for _, at := range all {
		s.remove(at)
	}
	return len(all)
}

func (s *Store) remove(at *list.Element) {
	e := s.recent.Remove(at).(*entry)
	s.size -= e.size()
	left := slices.DeleteFunc(s.byURI[e.uri], func(other *list.Element) bool { return other == at })
	if len(left) == 0 {
		delete(s.byURI, e.uri)
		return
	}
	s.byURI[e.uri] = left
}
