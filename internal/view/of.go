package view

// Of is the view that a handle was seen from, for packages that find out more of a
// record than it says.
func Of(r Record) *View { return r.self().in }
