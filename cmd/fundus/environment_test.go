package main

import "testing"

func TestOneEnvironmentServesAllCommands(t *testing.T) {
	app := commandLine(t).Model
	for _, name := range append(variables(t), "FUNDUS_TOKEN") {
		if err := refuseUnknown(app, []string{name + "=x"}); err != nil {
			t.Error(err)
		}
	}
}

func TestVariablesOfTheNeighbourhoodAreNoSettings(t *testing.T) {
	app := commandLine(t).Model
	for _, name := range []string{
		"HOME", "FUNDUS", "MY_FUNDUS_X",
		"FUNDUS_SERVICE_HOST", "FUNDUS_SERVICE_PORT", "FUNDUS_SERVICE_PORT_HTTP", "FUNDUS_METRICS_SERVICE_HOST",
		"FUNDUS_PORT", "FUNDUS_PORT_8080_TCP", "FUNDUS_PORT_8080_TCP_ADDR", "FUNDUS_METRICS_PORT", "FUNDUS_METRICS_PORT_9090_TCP_PROTO",
	} {
		if err := refuseUnknown(app, []string{name + "=x"}); err != nil {
			t.Error(err)
		}
	}
}

func TestAMisspeltVariableIsNamedWithTheNearest(t *testing.T) {
	for set, want := range map[string]string{
		"FUNDUS_READONLY=true": "the variable FUNDUS_READONLY is set, but there is no such setting; did you mean FUNDUS_READ_ONLY?",
		"FUNDUS_CLEARENCE=":    "the variable FUNDUS_CLEARENCE is set, but there is no such setting; did you mean FUNDUS_CLEARANCE?",
		"FUNDUS_COLOUR_OF_ALL": "the variable FUNDUS_COLOUR_OF_ALL is set, but there is no such setting",
	} {
		if err := refuseUnknown(commandLine(t).Model, []string{"HOME=/", set}); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", set, err, want)
		}
	}
}
