package view

import "sync"

// kept is what packages that walk by themselves found out of a view.
type kept struct {
	mutex sync.Mutex
	found map[any]any
}

// Kept is what find finds out of the view, found when it is first asked for and kept
// for the life of the view: so that what many fields of one answer need is made once. A
// key is of a type of the package that asks. Errors are not kept. Any goroutine may ask,
// and waits for who asked before.
func Kept[T any](v *View, key any, find func() (T, error)) (T, error) {
	v.kept.mutex.Lock()
	defer v.kept.mutex.Unlock()
	if x, ok := v.kept.found[key].(T); ok {
		return x, nil
	}
	x, err := find()
	if err != nil {
		return x, err
	}
	if v.kept.found == nil {
		v.kept.found = map[any]any{}
	}
	v.kept.found[key] = x
	return x, nil
}
