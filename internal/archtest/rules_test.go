package archtest_test

// A room is what one package may lean on. Paths are without "fundus/internal/".
type room struct {
	path string
	// may lists the packages of this program that it imports; "x/..." stands for x
	// and all below it.
	may []string
	// driver lists the modules of others that it imports and that only it and
	// packages with the same entry import.
	driver []string
	// pure rooms know no context, clock, randomness, environment or I/O.
	pure bool
	// testing rooms are imported by tests, and by what is itself for testing.
	testing bool
}

const (
	pgx      = "github.com/jackc/pgx/v5"
	sqlite   = "modernc.org/sqlite"
	btree    = "github.com/tidwall/btree"
	gqlgen   = "github.com/99designs/gqlgen"
	gqlparse = "github.com/vektah/gqlparser/v2"
	websock  = "github.com/coder/websocket"
	stemmer  = "github.com/blevesearch/snowballstem"
	otter    = "github.com/maypok86/otter/v2"
	jsonld   = "github.com/piprate/json-gold"
	yaml     = "go.yaml.in/yaml/v3"
	kong     = "github.com/alecthomas/kong"
	progress = "github.com/vbauerster/mpb/v8"
	locale   = "golang.org/x/text"
	openid   = "github.com/coreos/go-oidc/v3"
	jose     = "github.com/go-jose/go-jose/v4"
	buckets  = "golang.org/x/time"
	recent   = "github.com/hashicorp/golang-lru/v2"

	prometheus = "github.com/prometheus/client_golang"
	telemetry  = "go.opentelemetry.io"
)

// shared are modules that any room but a pure one may use.
var shared = []string{"golang.org/x/sync"}

// rooms, from the ground up.
var rooms = []room{
	// What we speak of. Everything may import it, it imports nothing.
	{path: "catalogue", pure: true},
	{path: "text", pure: true, driver: []string{stemmer, locale}},

	// How it stood at one moment, and what a question sees of it.
	{path: "snapshot", pure: true, may: []string{"catalogue", "text"}, driver: []string{btree}},
	{path: "view", pure: true, may: []string{"catalogue", "text", "snapshot"}, driver: []string{locale}},
	{path: "view/gen", may: []string{"catalogue", "view"}},

	// What is asked of a view as a whole: how things hang together, how far they are.
	{path: "explore", pure: true, may: []string{"catalogue", "snapshot", "view", "picture", "territory"}},
	{path: "rollout", pure: true, may: []string{"catalogue", "snapshot", "view", "territory"}},
	// Land and people, each counted once.
	{path: "territory", pure: true, may: []string{"catalogue", "snapshot", "view"}},
	// How reuse is decided: what lies in a case, what could be reused, what it scores,
	// and how a case may move. live asks casework of every write.
	{path: "casefile", pure: true, may: []string{"catalogue", "snapshot", "view"}},
	{path: "reuse", pure: true, may: []string{"catalogue", "snapshot", "view", "casefile"}},
	{path: "assess", pure: true, may: []string{"catalogue", "snapshot", "view", "casefile", "reuse", "cost"}},
	// What a decision would bring.
	{path: "adoption", pure: true, may: []string{"catalogue", "snapshot", "view", "casefile", "assess", "rollout"}},
	// What a number of users costs, and which builds repeat what there is.
	{path: "cost", pure: true, may: []string{"catalogue", "snapshot", "view"}},
	{path: "collision", pure: true, may: []string{"catalogue", "snapshot", "view"}},
	// The archive of a case.
	{path: "dossier", pure: true, may: []string{"catalogue", "snapshot", "view", "casefile", "reuse", "assess", "casework", "collision", "cost", "rollout", "explore", "picture"}},
	{path: "casework", pure: true, may: []string{"catalogue", "snapshot", "view", "casefile", "reuse", "assess"}},
	// How a graph is written down. It knows no moment.
	{path: "picture", pure: true, may: []string{"catalogue", "picture/layered"}},
	{path: "picture/layered", pure: true},

	// Who may do what; and who asks, which has no part in the decision.
	{path: "access", pure: true, may: []string{"catalogue", "snapshot"}},
	{path: "identity", may: []string{"catalogue", "access"}},
	// What somebody shows to be known: a key of ours, or a token of an issuer.
	{path: "identity/token", may: []string{"catalogue", "access", "identity", "store"}},
	{path: "identity/oidc", may: []string{"catalogue", "access", "identity"}, driver: []string{openid, jose}},
	{path: "identity/settings", may: []string{"catalogue", "access", "identity/oidc"}, driver: []string{yaml}},
	{path: "identity/signin", may: []string{"access", "identity", "identity/oidc", "identity/token"}},

	// Who remembers. Engines know neither each other nor live.
	{path: "store", may: []string{"catalogue"}},
	{path: "store/postgres", may: []string{"catalogue", "store"}, driver: []string{pgx}},
	{path: "store/sqlite", may: []string{"catalogue", "store"}, driver: []string{sqlite}},
	{path: "store/storetest", may: []string{"catalogue", "store"}, testing: true},

	// The log as a file. It moves a catalogue from one engine to another and knows none.
	{path: "backup", may: []string{"catalogue", "store"}},

	// The moment that moves.
	{path: "live", may: []string{"catalogue", "snapshot", "store", "access", "casework"}},

	// What the program tells of itself while it runs, and by which name a request is
	// found again.
	{path: "sight", may: []string{"catalogue"}},
	{path: "requestid"},
	// Those who watch.
	{path: "logbook", may: []string{"sight"}},
	{path: "metrics", may: []string{"catalogue", "snapshot", "sight"}, driver: []string{prometheus}},
	{path: "tracing", may: []string{"catalogue", "sight", "requestid"}, driver: []string{telemetry}},
	{path: "store/observed", may: []string{"catalogue", "store", "sight"}},

	// Who did what and who was refused.
	{path: "audit", may: []string{"catalogue", "store", "access", "identity", "sight"}},

	// What comes in and goes out as files. rdf reads syntax and knows no catalogue.
	{path: "rdf", driver: []string{jsonld, locale}},
	{path: "interchange", may: []string{"catalogue"}, driver: []string{locale}},
	{path: "interchange/gvisys", may: []string{"catalogue", "interchange"}, driver: []string{locale}},
	{path: "interchange/dcatap", may: []string{"catalogue", "interchange", "rdf"}},
	{path: "interchange/publiccode", may: []string{"catalogue", "interchange"}, driver: []string{yaml, locale}},
	{path: "interchange/bundle", may: []string{"catalogue", "interchange", "snapshot"}, driver: []string{yaml}},
	{path: "sample"},
	{path: "generate", may: []string{"catalogue", "interchange/bundle"}},

	// Who may come in now.
	{path: "admission", driver: []string{buckets, recent}},

	// How one asks. No store: what is written goes through live.
	{path: "graph", may: []string{"catalogue", "snapshot", "view", "explore", "rollout", "collision", "cost", "adoption", "picture", "territory", "live", "assess", "casefile", "reuse", "dossier", "casework", "access", "admission", "identity", "sight", "graph/..."}, driver: []string{gqlgen, gqlparse, otter}},
	{path: "graph/generated", may: []string{"catalogue", "view", "explore", "rollout", "collision", "cost", "adoption", "assess", "reuse", "casework", "graph/input", "graph/scalar"}, driver: []string{gqlgen, gqlparse}},
	// How an answer becomes a file. It carries nothing out.
	{path: "graph/export", pure: true, may: []string{"catalogue", "picture"}, driver: []string{gqlparse}},
	{path: "graph/input", may: []string{"catalogue", "view"}},
	// A protocol, which knows no GraphQL: what is asked goes through a function.
	{path: "graph/socket", may: []string{"graph/strict"}, driver: []string{websock}},
	// JSON that all read alike.
	{path: "graph/strict", pure: true},
	{path: "graph/scalar", may: []string{"catalogue"}, driver: []string{gqlgen}},
	{path: "httpd", may: []string{"catalogue", "access", "admission", "identity", "sight", "requestid"}},
	{path: "httpd/console", may: []string{"picture"}}, // whose style sheet its policy names
	{path: "examples"}, // questions worth asking, as files

	// The wiring sees all of it.
	{path: "cmd/fundus", may: []string{"..."}, driver: []string{kong, progress}},

	// For tests.
	{path: "pgtest", driver: []string{pgx}, testing: true},
	{path: "pgtest/run", may: []string{"pgtest"}, testing: true},
	{path: "archtest", testing: true},
}

// impure are the packages of the standard library that reach outside the program
// or bring in something that differs from run to run.
var impure = []string{
	"context", "crypto/rand", "database/sql", "embed", "log", "log/slog", "math/rand", "math/rand/v2",
	"net", "net/http", "os", "os/exec", "os/user", "syscall", "testing",
}

// impureCalls hide in packages that are otherwise harmless.
var impureCalls = map[string][]string{
	"time": {"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"},
}
