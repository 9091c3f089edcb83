package demo

import (
	"container/list"
	"sync"
	"time"
)

// maxEntries bounds each memory: the entry that was longest untouched gives way to a new one.
const maxEntries = 1000

// memory keeps values by key until nobody has touched them for its life.
type memory[V any] struct {
	life time.Duration

	mu      sync.Mutex
	entries map[string]*list.Element
	order   *list.List // of *entry[V], the longest untouched first
}

type entry[V any] struct {
	key     string
	value   V
	expires time.Time
}

func newMemory[V any](life time.Duration) *memory[V] {
	return &memory[V]{life: life, entries: map[string]*list.Element{}, order: list.New()}
}

// edit is the one way in and out: f gets the value of the key, or a zero one that was not found, changes it, and says
// whether to keep it. One edit runs at a time.
func (m *memory[V]) edit(key string, f func(value *V, found bool) (keep bool)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	for first := m.order.Front(); first != nil && !now.Before(first.Value.(*entry[V]).expires); first = m.order.Front() {
		m.drop(first)
	}
	element, found := m.entries[key]
	if !found {
		element = m.order.PushBack(&entry[V]{key: key})
		m.entries[key] = element
	}
	e := element.Value.(*entry[V])
	if !f(&e.value, found) {
		m.drop(element)
		return
	}
	e.expires = now.Add(m.life)
	m.order.MoveToBack(element)
	if m.order.Len() > maxEntries {
		m.drop(m.order.Front())
	}
}

func (m *memory[V]) put(key string, value V) {
	m.edit(key, func(v *V, _ bool) bool { *v = value; return true })
}

// take removes a value and gives it.
func (m *memory[V]) take(key string) (value V, found bool) {
	m.edit(key, func(v *V, known bool) bool { value, found = *v, known; return false })
	return value, found
}

func (m *memory[V]) drop(element *list.Element) {
	delete(m.entries, element.Value.(*entry[V]).key)
	m.order.Remove(element)
}
