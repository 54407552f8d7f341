package explore

// unions is a forest of disjoint sets of numbers (union by size, path halving): what
// is joined is one set.
type unions struct {
	parent []int32
	size   []int32
}

func newUnions(n int) *unions {
	u := &unions{parent: make([]int32, n), size: make([]int32, n)}
	for i := range u.parent {
		u.parent[i], u.size[i] = int32(i), 1
	}
	return u
}

// root stands for the set of a number.
func (u *unions) root(i int32) int32 {
	for u.parent[i] != i {
		u.parent[i] = u.parent[u.parent[i]]
		i = u.parent[i]
	}
	return i
}

func (u *unions) join(a, b int32) {
	a, b = u.root(a), u.root(b)
	if a == b {
		return
	}
	if u.size[a] < u.size[b] {
		a, b = b, a
	}
	u.parent[b] = a
	u.size[a] += u.size[b]
}

// groups are the sets with at least so many members, each ascending, in the order of
// their least.
func (u *unions) groups(least int32) [][]int32 {
	at := make([]int32, len(u.parent))
	var out [][]int32
	for i := range int32(len(u.parent)) {
		root := u.root(i)
		if u.size[root] < least {
			continue
		}
		if at[root] == 0 {
			out = append(out, make([]int32, 0, u.size[root]))
			at[root] = int32(len(out))
		}
		group := &out[at[root]-1]
		*group = append(*group, i)
	}
	return out
}
