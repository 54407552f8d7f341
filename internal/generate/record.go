package generate

import (
	"strconv"

	"fundus/internal/catalogue"
)

func (c *Catalogue) service(i int, random chance) catalogue.Record {
	object, action := pick(random, objects), pick(random, actions)
	name := object + " " + action
	if random.percent(60) {
		name += " " + pick(random, cases)
	}
	s := &catalogue.Service{
		Meta:           named(name),
		RegulationType: code[catalogue.RegulationType](random, catalogue.RegulationTypes),
		PolicyField:    code[catalogue.PolicyField](random, catalogue.PolicyFields),
		Focus:          random.percent(2),
		Addressees:     codes[catalogue.Addressee](random, catalogue.Addressees, 2),
		TrustLevel:     code[catalogue.TrustLevel](random, catalogue.TrustLevels),
	}
	if c.published != nil {
		s.Focus = i < c.published.focus
	}
	s.Description = catalogue.T("Wer " + object + " " + action + " möchte, wendet sich an die zuständige Stelle.")
	s.Tags = []string{object, pick(random, cases)}
	if random.percent(30) {
		for range 10 {
			s.MaturityScores = append(s.MaturityScores, 4-random.skewed(5))
		}
	}
	return s
}

func dataset(i int, random chance) catalogue.Record {
	topic := pick(random, topics)
	issued := random.day()
	d := &catalogue.Dataset{
		Meta:         named(topic + " " + place(random.below(1<<20)) + " " + strconv.Itoa(2010+random.below(16))),
		Themes:       codes[catalogue.DataTheme](random, catalogue.DataThemes, 2),
		AccessRights: code[catalogue.AccessRights](random, catalogue.AccessRightsList),
		Frequency:    pick(random, []catalogue.Frequency{"ANNUAL", "MONTHLY", "DAILY", "IRREG", "QUARTERLY", ""}),
		Register:     i < registers,
		PersonalData: pick(random, []catalogue.PersonalData{"NONE", "NONE", "NONE", "PSEUDONYMOUS", "PERSONAL", ""}),
		Issued:       issued,
		Modified:     issued + catalogue.Day(random.below(300)),
		LandingPage:  address("datensatz", i),
	}
	d.Description = catalogue.T("Der Datensatz enthält " + topic + " mit Ort und Stand.")
	d.Tags = []string{topic}
	if random.percent(10) {
		d.HVDCategories = codes[catalogue.HVDCategory](random, catalogue.HVDCategories, 1)
	}
	licence := code[catalogue.Licence](random, catalogue.Licences)
	for n := range 1 + random.skewed(6) {
		format := pick(random, formats)
		d.Distributions = append(d.Distributions, catalogue.Distribution{
			IRI: d.LandingPage + strconv.Itoa(n+1), Title: catalogue.T(topic + " als " + format),
			AccessURL: d.LandingPage, Format: format, Licence: licence, Modified: d.Modified,
		})
	}
	return d
}

// registers are the first datasets: what services take as evidence.
const registers = 20

func solution(i int, random chance) catalogue.Record {
	s := &catalogue.Solution{
		Meta:         named(pick(random, products) + " " + pick(random, objects) + " " + strconv.Itoa(i+1)),
		SolutionKind: code[catalogue.SolutionKind](random, catalogue.SolutionKinds),
		Development:  pick(random, []catalogue.Sphere{"FEDERAL", "CROSS_STATE", "STATE", "MUNICIPAL", "THIRD_PARTY", "THIRD_PARTY", "THIRD_PARTY"}),
		Operation:    code[catalogue.Sphere](random, catalogue.Spheres),
		Version:      strconv.Itoa(1+random.below(9)) + "." + strconv.Itoa(random.below(20)),
		Website:      address("loesung", i),
	}
	s.Description = catalogue.T("Software für " + pick(random, objects) + " und " + pick(random, objects) + ".")
	if i < hubs {
		s.SolutionKind = catalogue.SolutionBaseService
	}
	if s.SolutionKind == catalogue.SolutionAI {
		s.AIRisk = pick(random, []catalogue.AIRisk{"HIGH", "TRANSPARENCY", "MINIMAL", "MINIMAL"})
	}
	if random.percent(35) {
		s.Licence = catalogue.SPDX(pick(random, licences))
		s.Repository = s.Website + "repository"
	}
	begin := random.day()
	s.Lifecycle = []catalogue.Phase{{Phase: "PILOT", From: begin}, {Phase: "PRODUCTIVE", From: begin + 200}}
	if random.percent(10) {
		s.Lifecycle = append(s.Lifecycle, catalogue.Phase{Phase: catalogue.PhaseOut, From: begin + 1500})
	}
	return s
}

// hubs are the first solutions: the base services that others depend on.
const hubs = 15

func standard(i int, random chance) catalogue.Record {
	decided := random.day()
	return &catalogue.Standard{
		Meta:        named("Standard für " + pick(random, topics) + " " + strconv.Itoa(i+1)),
		Bindingness: pick(random, []catalogue.Bindingness{"BINDING", "RECOMMENDED", "RECOMMENDED"}),
		DecidedBy:   "Künstliches Gremium", DecidedOn: decided, DeadlineNew: decided + 365, DeadlineExisting: decided + 3*365,
		Versions: []catalogue.StandardVersion{{Version: "1.0", From: decided}},
	}
}

func interfaceOf(i int, random chance) catalogue.Record {
	return &catalogue.Interface{
		Meta:          named("Schnittstelle " + pick(random, products) + " " + strconv.Itoa(i+1)),
		InterfaceKind: code[catalogue.InterfaceKind](random, catalogue.InterfaceKinds),
		Protocol:      pick(random, []string{"REST", "SOAP", "XTA", "SFTP"}), Version: strconv.Itoa(1 + random.below(4)),
	}
}

func legalBasis(i int, random chance) catalogue.Record {
	return &catalogue.LegalBasis{
		Meta:       named("Gesetz über " + pick(random, objects) + " " + strconv.Itoa(i+1)),
		LegalLevel: code[catalogue.LegalLevel](random, catalogue.LegalLevels),
		Citation:   "§ " + strconv.Itoa(1+random.below(120)) + " des künstlichen Gesetzes " + strconv.Itoa(i+1),
	}
}

func project(i int, random chance) catalogue.Record {
	budget, begin := catalogue.Money(random.below(1_000_000_00)), random.day()
	return &catalogue.Project{
		Meta:          named("Vorhaben " + pick(random, products) + " " + strconv.Itoa(i+1)),
		ProjectStatus: code[catalogue.ProjectStatus](random, catalogue.ProjectStatuses),
		Starts:        begin, Ends: begin + 700, Budget: &budget,
	}
}

func budgetLine(i int, random chance) catalogue.Record {
	b := &catalogue.BudgetLine{Meta: named("Haushaltsstelle " + strconv.Itoa(i+1)), SinglePlan: "99", Chapter: "99" + strconv.Itoa(10+i%90), Title: strconv.Itoa(100 + i)}
	for year := range 3 {
		b.Amounts = append(b.Amounts, catalogue.BudgetAmount{Year: 2024 + year, Planned: catalogue.Money(random.below(5_000_000_00))})
	}
	return b
}

// place is a name of a place, the same for the same number.
func place(n int) string {
	name := placeBegins[n%len(placeBegins)] + placeEnds[n/len(placeBegins)%len(placeEnds)]
	if more := n / len(placeBegins) / len(placeEnds) % 4; more > 0 {
		name = []string{"Bad ", "Markt ", "Groß "}[more-1] + name
	}
	return name
}
