package generate

import (
	"iter"
	"strconv"

	"fundus/internal/catalogue"
	"fundus/internal/interchange/bundle"
)

// Catalogue is a synthetic catalogue: a source of bundles. It may be walked by
// any number of goroutines, and each walk makes its records anew.
type Catalogue struct {
	sizes
	seed  uint64
	first [catalogue.KindCount]catalogue.ID // the first id of each kind
}

var _ bundle.Source = (*Catalogue)(nil)

// New is the catalogue of a scale and seed.
func New(scale Scale, seed uint64) *Catalogue {
	c := &Catalogue{sizes: scales[scale], seed: seed}
	next := catalogue.ID(1)
	for _, kind := range catalogue.Kinds() {
		c.first[kind] = next
		next += catalogue.ID(c.of(kind))
	}
	return c
}

// WithoutCases is the catalogue as a file has it: a case is made step by step, so an
// import refuses one that comes in any other state than a draft.
func (c *Catalogue) WithoutCases() *Catalogue {
	without := *c
	without.cases = 0
	return &without
}

// id is the i-th record of a kind.
func (c *Catalogue) id(kind catalogue.Kind, i int) catalogue.ID {
	return c.first[kind] + catalogue.ID(i)
}

func (c *Catalogue) source() catalogue.ID { return c.id(catalogue.KindSource, 0) }

// Records makes the records of a kind, in the order of their ids.
func (c *Catalogue) Records(kind catalogue.Kind) iter.Seq[catalogue.Record] {
	return func(yield func(catalogue.Record) bool) {
		random := newChance(c.seed, kind.Noun(), 0)
		for i := range c.of(kind) {
			r := c.record(kind, i, random)
			m := r.Base()
			m.ID = c.id(kind, i)
			m.Identifiers = []catalogue.Identifier{{Scheme: scheme, Value: kind.Noun() + "-" + strconv.Itoa(i+1)}}
			if kind != catalogue.KindSource {
				m.Source = c.source()
			}
			if !yield(r) {
				return
			}
		}
	}
}

// scheme is that of all identifiers: no register's.
const scheme = "synthetic"

func (c *Catalogue) record(kind catalogue.Kind, i int, random chance) catalogue.Record {
	switch kind {
	case catalogue.KindService:
		return c.service(i, random)
	case catalogue.KindAuthority:
		return c.authority(i)
	case catalogue.KindArea:
		return c.area(i, random)
	case catalogue.KindDataset:
		return dataset(i, random)
	case catalogue.KindSolution:
		return solution(i, random)
	case catalogue.KindStandard:
		return standard(i, random)
	case catalogue.KindInterface:
		return interfaceOf(i, random)
	case catalogue.KindCapability:
		return &catalogue.Capability{Meta: named(pick(random, objects) + " " + pick(random, actions))}
	case catalogue.KindLegalBasis:
		return legalBasis(i, random)
	case catalogue.KindProject:
		return project(i, random)
	case catalogue.KindBudgetLine:
		return budgetLine(i, random)
	case catalogue.KindSource:
		return source()
	default:
		return c.decided(kind, i, random)
	}
}

// decided is a record of what is decided, and by what.
func (c *Catalogue) decided(kind catalogue.Kind, i int, random chance) catalogue.Record {
	switch kind {
	case catalogue.KindCase:
		return c.decisionCase(i, random)
	case catalogue.KindNeed:
		return need(i, random)
	case catalogue.KindSearchReceipt:
		return c.receipt(i, random)
	case catalogue.KindOption:
		return option(i)
	case catalogue.KindGateResult:
		return gateResult(i, random)
	case catalogue.KindExclusion:
		return exclusion(i)
	case catalogue.KindScore:
		return score(i, random)
	case catalogue.KindAssessment:
		return c.assessment(i, random)
	case catalogue.KindEvidence:
		return evidence(i, random)
	case catalogue.KindCostModel:
		return costModel(i, random)
	case catalogue.KindRule:
		return rule(i)
	case catalogue.KindRuleCheck:
		return ruleCheck(i, random)
	case catalogue.KindDeviation:
		return deviation(i, random)
	case catalogue.KindDecision:
		return decision(i, random)
	case catalogue.KindFollowUp:
		return followUp(i, random)
	case catalogue.KindGate:
		return gate(i)
	case catalogue.KindLadder:
		return ladder()
	default:
		return weightSet()
	}
}

func named(name string) catalogue.Meta { return catalogue.Meta{Name: catalogue.T(name + mark)} }

// address is a page that does not exist.
func address(host string, i int) string {
	return "https://" + host + "-" + strconv.Itoa(i+1) + ".synthetisch.invalid/"
}

func source() catalogue.Record {
	s := &catalogue.Source{Meta: named("Künstlich erzeugter Bestand"), SourceKind: "SYNTHETIC", Publisher: "Fundus"}
	s.Description = catalogue.T("Alle Angaben sind durch Zufall erzeugt und beschreiben nichts Wirkliches.")
	return s
}
