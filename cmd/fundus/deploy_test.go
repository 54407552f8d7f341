package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/identity/settings"
)

// The files of deploy/ cannot be tried here: there is neither a registry nor a cluster.
// What can be held is that they speak of this program: its commands, flags and variables,
// the addresses that it answers, and numbers that fit each other.

const deploy = "../../deploy/"

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// commandLine is the program's.
func commandLine(t *testing.T) *kong.Kong {
	t.Helper()
	k, err := kong.New(&cli{}, kong.Name("fundus"), kong.Exit(func(int) {}), kong.Writers(io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// understood fails unless the program takes the words, without its own name. Words that
// a reader replaces (a file of his) are as good as any.
func understood(t *testing.T, where string, words []string) {
	t.Helper()
	if _, err := commandLine(t).Parse(words); err != nil {
		t.Errorf("%s: fundus %q: %v", where, words, err)
	}
}

// commands are all that there are, the program itself first.
func commands(t *testing.T) (all []*kong.Node) {
	t.Helper()
	var collect func(*kong.Node)
	collect = func(n *kong.Node) {
		all = append(all, n)
		for _, child := range n.Children {
			collect(child)
		}
	}
	collect(commandLine(t).Model.Node)
	return all
}

// variables are those that the program knows.
func variables(t *testing.T) (all []string) {
	t.Helper()
	for _, n := range commands(t) {
		for _, f := range n.Flags {
			all = append(all, f.Envs...)
		}
	}
	return all
}

var variable = regexp.MustCompile(`\bFUNDUS_[A-Z_]*[A-Z]\b`)

func TestWhatIsDeployedIsSetByVariablesThatThereAre(t *testing.T) {
	known := variables(t)
	files, err := filepath.Glob(deploy + "*")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files in deploy/: %v", len(files), err)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.IsDir() {
			continue
		}
		for _, name := range variable.FindAllString(read(t, file), -1) {
			if !slices.Contains(known, name) {
				t.Errorf("%s names %s, which the program does not know", file, name)
			}
		}
	}
}

// documents are the YAML documents of a file.
func documents(t *testing.T, file string) (all []map[string]any) {
	t.Helper()
	d := yaml.NewDecoder(strings.NewReader(read(t, file)))
	for {
		var one map[string]any
		switch err := d.Decode(&one); {
		case errors.Is(err, io.EOF):
			return all
		case err != nil:
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, one)
	}
}

// at walks into a YAML document by names; "" takes the first of a list.
func at(t *testing.T, in any, path ...string) any {
	t.Helper()
	for i, name := range path {
		switch node := in.(type) {
		case map[string]any:
			in = node[name]
		case []any:
			in = node[0]
		default:
			t.Fatalf("there is no %s", strings.Join(path[:i+1], "."))
		}
	}
	return in
}

func words(of any) (out []string) {
	list, _ := of.([]any)
	for _, word := range list {
		out = append(out, word.(string))
	}
	return out
}

// instruction is what follows a word at the beginning of a line of the Dockerfile.
func instruction(t *testing.T, name string) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^`+name+` (.*)$`).FindAllStringSubmatch(read(t, deploy+"Dockerfile"), -1)
	if found == nil {
		t.Fatalf("the Dockerfile has no %s", name)
	}
	return found[len(found)-1][1]
}

func TestTheImageRunsTheProgramThatGoModBuilds(t *testing.T) {
	for name, program := range map[string]bool{"CMD": false, "HEALTHCHECK": true} {
		text := instruction(t, name)
		var args []string
		if err := json.Unmarshal([]byte(text[strings.Index(text, "["):]), &args); err != nil {
			t.Fatal(err)
		}
		if program {
			if args[0] != "/fundus" {
				t.Errorf("%s runs %s", name, args[0])
			}
			args = args[1:]
		}
		understood(t, name, args)
	}
	version := regexp.MustCompile(`golang:(1\.\d+)\.`).FindStringSubmatch(read(t, deploy+"Dockerfile"))
	if version == nil || !strings.Contains(read(t, "../../go.mod"), "\ngo "+version[1]+".") {
		t.Errorf("the image is built by Go %v, go.mod says otherwise", version)
	}
	if build := "CGO_ENABLED=0 go build -trimpath -ldflags '-s -w'"; !strings.Contains(read(t, deploy+"Dockerfile"), build) || !strings.Contains(read(t, "../../Makefile"), build) {
		t.Errorf("the image and make build do not both build by %s", build)
	}
}

// The build says of which revision it is, if no file is missing that git knows.
func TestTheImageIsBuiltFromAllThatGitKnows(t *testing.T) {
	ignored := read(t, "../../.gitignore") + read(t, deploy+".gitignore")
	for line := range strings.Lines(read(t, "../../.dockerignore")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		pattern := strings.TrimPrefix(strings.TrimPrefix(line, "**/"), "deploy/")
		if !strings.Contains(ignored, "/"+pattern+"/\n") && !strings.Contains(ignored, "/"+pattern+"\n") && !strings.Contains("\n"+ignored, "\n"+pattern+"\n") {
			t.Errorf(".dockerignore leaves out %s, which git does not ignore", line)
		}
	}
}

func TestComposeRunsTheImageWithoutRights(t *testing.T) {
	all := documents(t, deploy+"compose.yaml")
	fundus := at(t, all[0], "services", "fundus")
	understood(t, "compose.yaml", words(at(t, fundus, "command")))
	if user := at(t, fundus, "user"); user != instruction(t, "USER") {
		t.Errorf("user %v, the image has %s", user, instruction(t, "USER"))
	}
	for name := range at(t, all[0], "services").(map[string]any) {
		service := at(t, all[0], "services", name)
		if at(t, service, "read_only") != true || !slices.Equal(words(at(t, service, "cap_drop")), []string{"ALL"}) || !slices.Equal(words(at(t, service, "security_opt")), []string{"no-new-privileges:true"}) {
			t.Errorf("%s has rights that it does not need", name)
		}
	}
	if port := words(at(t, fundus, "ports")); !strings.HasPrefix(port[0], "127.0.0.1:") || !strings.HasSuffix(port[0], ":"+instruction(t, "EXPOSE")) {
		t.Errorf("ports %v", port)
	}
}

// manifest is the Kubernetes object of a kind.
func manifest(t *testing.T, kind string) map[string]any {
	t.Helper()
	for _, one := range documents(t, deploy+"kubernetes.yaml") {
		if one["kind"] == kind {
			return one
		}
	}
	t.Fatalf("kubernetes.yaml has no %s", kind)
	return nil
}

func TestKubernetesAsksWhatTheProgramAnswers(t *testing.T) {
	pod := at(t, manifest(t, "Deployment"), "spec", "template", "spec")
	container := at(t, pod, "containers", "")
	understood(t, "kubernetes.yaml", words(at(t, container, "args")))
	p := startServer(t, emptyFile(t))
	for _, probe := range []string{"startupProbe", "livenessProbe", "readinessProbe"} {
		path := at(t, container, probe, "httpGet", "path").(string)
		answer, err := http.Get("http://" + p.address + path)
		if err != nil || answer.StatusCode != http.StatusOK || !strings.HasSuffix(path, "z") {
			t.Errorf("%s asks %s: %v %v", probe, path, answer, err)
		}
		if err == nil {
			_ = answer.Body.Close()
		}
		if at(t, container, probe, "httpGet", "port") != at(t, container, "ports", "", "name") {
			t.Errorf("%s asks at another port", probe)
		}
	}
	if got := at(t, container, "ports", "", "containerPort"); instruction(t, "EXPOSE") != "8080" || got != 8080 || !strings.HasSuffix(at(t, manifest(t, "ConfigMap"), "data", "FUNDUS_LISTEN").(string), ":8080") {
		t.Errorf("port %v", got)
	}
	uid, gid, _ := strings.Cut(instruction(t, "USER"), ":")
	if context := at(t, pod, "securityContext"); uid != "65532" || gid != uid || at(t, context, "runAsUser") != 65532 || at(t, context, "runAsNonRoot") != true {
		t.Errorf("runs as %v, the image is of %s", context, uid)
	}
}

// Who is told to stop needs his time before he is killed; and a balancer notices that he
// is not ready before he refuses anybody.
func TestWhatStopsHasTheTimeThatItIsPromised(t *testing.T) {
	settings := at(t, manifest(t, "ConfigMap"), "data")
	drain, grace := lasting(t, at(t, settings, "FUNDUS_DRAIN")), lasting(t, at(t, settings, "FUNDUS_GRACE"))
	pod := at(t, manifest(t, "Deployment"), "spec", "template", "spec")
	probe := at(t, pod, "containers", "", "readinessProbe")
	noticed := seconds(at(t, probe, "periodSeconds").(int)*at(t, probe, "failureThreshold").(int) + at(t, probe, "timeoutSeconds").(int))
	if killed := seconds(at(t, pod, "terminationGracePeriodSeconds").(int)); killed <= drain+grace || noticed >= drain {
		t.Errorf("Kubernetes: noticed after %s, drained after %s, gone after %s more, killed after %s", noticed, drain, grace, killed)
	}
	if noticed >= usualDrain {
		t.Errorf("a server drains for %s unless told otherwise, and the probe takes %s", usualDrain, noticed)
	}
	unit := read(t, deploy+"fundus.service")
	stop := regexp.MustCompile(`(?m)^TimeoutStopSec=(.*)$`).FindStringSubmatch(unit)
	compose := at(t, documents(t, deploy+"compose.yaml")[0], "services", "fundus", "stop_grace_period")
	for where, given := range map[string]any{"systemd": stop[1], "compose": compose} {
		if usual := usualDrain + 10*time.Second; lasting(t, given) <= usual {
			t.Errorf("%s kills after %v, a server may take %s", where, given, usual)
		}
	}
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

func lasting(t *testing.T, text any) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(text.(string))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheUnitStartsAServerThatTellsItsSupervisor(t *testing.T) {
	unit := read(t, deploy+"fundus.service")
	start := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/fundus (.*)$`).FindStringSubmatch(unit)
	if start == nil {
		t.Fatal("the unit starts nothing")
	}
	understood(t, "fundus.service", strings.Fields(start[1]))
	for _, setting := range []string{"Type=notify", "DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet="} {
		if !strings.Contains(unit, "\n"+setting+"\n") {
			t.Errorf("the unit does not say %s", setting)
		}
	}
}

// identityFile is where every deployment has the file that says who may do what. With one,
// no token of a first start is printed into a log.
const identityFile = "/etc/fundus/identity.yaml"

func TestWhatIsDeployedSaysWhoMayDoWhat(t *testing.T) {
	compose := documents(t, deploy+"compose.yaml")[0]
	volumes := at(t, manifest(t, "Deployment"), "spec", "template", "spec", "volumes")
	for where, text := range map[string]string{
		"identity.yaml":   read(t, deploy+"identity.yaml"),
		"compose.yaml":    read(t, deploy+at(t, compose, "configs", "identity", "file").(string)),
		"kubernetes.yaml": at(t, named(t, "fundus-identity"), "data", "identity.yaml").(string),
	} {
		s, err := settings.Read(where, strings.NewReader(text), access.Actor{})
		if err != nil || s.Anonymous.Clearance != catalogue.Public {
			t.Errorf("%s: whoever does not sign in sees %q: %v", where, s.Anonymous.Clearance, err)
		}
	}
	for where, file := range map[string]any{
		"compose.yaml, set":        at(t, compose, "services", "fundus", "environment", "FUNDUS_IDENTITY"),
		"compose.yaml, there":      at(t, compose, "services", "fundus", "configs", "", "target"),
		"kubernetes.yaml, set":     at(t, manifest(t, "ConfigMap"), "data", "FUNDUS_IDENTITY"),
		"kubernetes.yaml, there":   mounted(t, volumes, "fundus-identity") + "/identity.yaml",
		"fundus.service, set":      after(t, "Environment=FUNDUS_IDENTITY="),
		"fundus.service, provided": after(t, "#   install -D -m 644 deploy/identity.yaml "),
	} {
		if file != identityFile {
			t.Errorf("%s: %v, want %s", where, file, identityFile)
		}
	}
}

// named is the Kubernetes object of a name.
func named(t *testing.T, name string) map[string]any {
	t.Helper()
	for _, one := range documents(t, deploy+"kubernetes.yaml") {
		if at(t, one, "metadata", "name") == name {
			return one
		}
	}
	t.Fatalf("kubernetes.yaml has no %s", name)
	return nil
}

// mounted is where the container has a ConfigMap.
func mounted(t *testing.T, volumes any, configMap string) (path string) {
	t.Helper()
	container := at(t, manifest(t, "Deployment"), "spec", "template", "spec", "containers", "")
	for _, volume := range volumes.([]any) {
		if of, ok := at(t, volume, "configMap").(map[string]any); !ok || of["name"] != configMap {
			continue
		}
		for _, mount := range at(t, container, "volumeMounts").([]any) {
			if at(t, mount, "name") == at(t, volume, "name") {
				path = at(t, mount, "mountPath").(string)
			}
		}
	}
	return path
}

// after is the rest of the line of the unit that begins so.
func after(t *testing.T, beginning string) string {
	t.Helper()
	for line := range strings.Lines(read(t, deploy+"fundus.service")) {
		if rest, ok := strings.CutPrefix(line, beginning); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// What comes through a proxy counts for whom it speaks: the container sees the proxy of
// this machine as its gateway, a pod sees another pod.
func TestWhatIsDeployedKnowsItsProxies(t *testing.T) {
	compose := documents(t, deploy+"compose.yaml")[0]
	gateway := at(t, compose, "networks", "outside", "ipam", "config", "", "gateway")
	if set := at(t, compose, "services", "fundus", "environment", "FUNDUS_TRUSTED_PROXIES"); set != gateway {
		t.Errorf("compose believes %v, its gateway is %v", set, gateway)
	}
	pods := at(t, manifest(t, "ConfigMap"), "data", "FUNDUS_TRUSTED_PROXIES").(string)
	if _, err := httpd.ParseProxies(strings.Split(pods, ",")); err != nil {
		t.Errorf("Kubernetes: %v", err)
	}
}

// Metrics are asked for from outside the container, where its own address is another's.
func TestWhatIsDeployedIsMeasuredAtAnAddressOfItsOwn(t *testing.T) {
	fundus := at(t, documents(t, deploy+"compose.yaml")[0], "services", "fundus")
	port := at(t, fundus, "environment", "FUNDUS_METRICS_LISTEN").(string)
	if ports := words(at(t, fundus, "ports")); !strings.HasPrefix(ports[1], "127.0.0.1:") || !strings.HasSuffix(ports[1], port) {
		t.Errorf("compose measures at %s and shows %v", port, ports)
	}
	port = at(t, manifest(t, "ConfigMap"), "data", "FUNDUS_METRICS_LISTEN").(string)
	ports := at(t, manifest(t, "Deployment"), "spec", "template", "spec", "containers", "", "ports").([]any)
	if metrics := ports[1].(map[string]any); metrics["name"] != "metrics" || ":"+strconv.Itoa(metrics["containerPort"].(int)) != port {
		t.Errorf("Kubernetes measures at %s and shows %v", port, metrics)
	}
}
