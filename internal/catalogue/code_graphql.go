package catalogue

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// The code types as the schema writes and reads them: the name, or null for
// the empty code. The methods are alike by design; a new list adds its pair.

// MarshalGQL writes the code's name or null.
func (c RegulationType) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of RegulationTypes.
func (c *RegulationType) UnmarshalGQL(v any) error { return unmarshalCode(RegulationTypes, v, c) }

// MarshalGQL writes the code's name or null.
func (c ServiceType) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of ServiceTypes.
func (c *ServiceType) UnmarshalGQL(v any) error { return unmarshalCode(ServiceTypes, v, c) }

// MarshalGQL writes the code's name or null.
func (c PolicyField) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of PolicyFields.
func (c *PolicyField) UnmarshalGQL(v any) error { return unmarshalCode(PolicyFields, v, c) }

// MarshalGQL writes the code's name or null.
func (c Addressee) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Addressees.
func (c *Addressee) UnmarshalGQL(v any) error { return unmarshalCode(Addressees, v, c) }

// MarshalGQL writes the code's name or null.
func (c TrustLevel) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of TrustLevels.
func (c *TrustLevel) UnmarshalGQL(v any) error { return unmarshalCode(TrustLevels, v, c) }

// MarshalGQL writes the code's name or null.
func (c OfferStatus) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of OfferStatuses.
func (c *OfferStatus) UnmarshalGQL(v any) error { return unmarshalCode(OfferStatuses, v, c) }

// MarshalGQL writes the code's name or null.
func (c Availability) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Availabilities.
func (c *Availability) UnmarshalGQL(v any) error { return unmarshalCode(Availabilities, v, c) }

// MarshalGQL writes the code's name or null.
func (c EvidenceGrade) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of EvidenceGrades.
func (c *EvidenceGrade) UnmarshalGQL(v any) error { return unmarshalCode(EvidenceGrades, v, c) }

// MarshalGQL writes the code's name or null.
func (c AuthorityLevel) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of AuthorityLevels.
func (c *AuthorityLevel) UnmarshalGQL(v any) error { return unmarshalCode(AuthorityLevels, v, c) }

// MarshalGQL writes the code's name or null.
func (c AuthorityKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of AuthorityKinds.
func (c *AuthorityKind) UnmarshalGQL(v any) error { return unmarshalCode(AuthorityKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c AreaKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of AreaKinds.
func (c *AreaKind) UnmarshalGQL(v any) error { return unmarshalCode(AreaKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c DataTheme) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of DataThemes.
func (c *DataTheme) UnmarshalGQL(v any) error { return unmarshalCode(DataThemes, v, c) }

// MarshalGQL writes the code's name or null.
func (c Licence) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Licences.
func (c *Licence) UnmarshalGQL(v any) error { return unmarshalCode(Licences, v, c) }

// MarshalGQL writes the code's name or null.
func (c AccessRights) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of AccessRightsList.
func (c *AccessRights) UnmarshalGQL(v any) error { return unmarshalCode(AccessRightsList, v, c) }

// MarshalGQL writes the code's name or null.
func (c Frequency) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Frequencies.
func (c *Frequency) UnmarshalGQL(v any) error { return unmarshalCode(Frequencies, v, c) }

// MarshalGQL writes the code's name or null.
func (c HVDCategory) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of HVDCategories.
func (c *HVDCategory) UnmarshalGQL(v any) error { return unmarshalCode(HVDCategories, v, c) }

// MarshalGQL writes the code's name or null.
func (c PersonalData) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of PersonalDataClasses.
func (c *PersonalData) UnmarshalGQL(v any) error { return unmarshalCode(PersonalDataClasses, v, c) }

// MarshalGQL writes the code's name or null.
func (c GeocodingLevel) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of GeocodingLevels.
func (c *GeocodingLevel) UnmarshalGQL(v any) error { return unmarshalCode(GeocodingLevels, v, c) }

// MarshalGQL writes the code's name or null.
func (c PlannedAvailability) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of PlannedAvailabilities.
func (c *PlannedAvailability) UnmarshalGQL(v any) error {
	return unmarshalCode(PlannedAvailabilities, v, c)
}

// MarshalGQL writes the code's name or null.
func (c SolutionKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of SolutionKinds.
func (c *SolutionKind) UnmarshalGQL(v any) error { return unmarshalCode(SolutionKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c Sphere) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Spheres.
func (c *Sphere) UnmarshalGQL(v any) error { return unmarshalCode(Spheres, v, c) }

// MarshalGQL writes the code's name or null.
func (c Origin) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Origins.
func (c *Origin) UnmarshalGQL(v any) error { return unmarshalCode(Origins, v, c) }

// MarshalGQL writes the code's name or null.
func (c LifecyclePhase) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of LifecyclePhases.
func (c *LifecyclePhase) UnmarshalGQL(v any) error { return unmarshalCode(LifecyclePhases, v, c) }

// MarshalGQL writes the code's name or null.
func (c DevelopmentStatus) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of DevelopmentStatuses.
func (c *DevelopmentStatus) UnmarshalGQL(v any) error {
	return unmarshalCode(DevelopmentStatuses, v, c)
}

// MarshalGQL writes the code's name or null.
func (c SoftwareType) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of SoftwareTypes.
func (c *SoftwareType) UnmarshalGQL(v any) error { return unmarshalCode(SoftwareTypes, v, c) }

// MarshalGQL writes the code's name or null.
func (c MaintenanceType) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of MaintenanceTypes.
func (c *MaintenanceType) UnmarshalGQL(v any) error { return unmarshalCode(MaintenanceTypes, v, c) }

// MarshalGQL writes the code's name or null.
func (c AIRisk) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of AIRisks.
func (c *AIRisk) UnmarshalGQL(v any) error { return unmarshalCode(AIRisks, v, c) }

// MarshalGQL writes the code's name or null.
func (c Bindingness) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Bindingnesses.
func (c *Bindingness) UnmarshalGQL(v any) error { return unmarshalCode(Bindingnesses, v, c) }

// MarshalGQL writes the code's name or null.
func (c InterfaceKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of InterfaceKinds.
func (c *InterfaceKind) UnmarshalGQL(v any) error { return unmarshalCode(InterfaceKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c LegalLevel) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of LegalLevels.
func (c *LegalLevel) UnmarshalGQL(v any) error { return unmarshalCode(LegalLevels, v, c) }

// MarshalGQL writes the code's name or null.
func (c ProjectStatus) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of ProjectStatuses.
func (c *ProjectStatus) UnmarshalGQL(v any) error { return unmarshalCode(ProjectStatuses, v, c) }

// MarshalGQL writes the code's name or null.
func (c SourceKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of SourceKinds.
func (c *SourceKind) UnmarshalGQL(v any) error { return unmarshalCode(SourceKinds, v, c) }

// MarshalGQL writes the kind's code.
func (k Kind) MarshalGQL(w io.Writer) { writeQuoted(w, k.Code()) }

// UnmarshalGQL reads a kind's code.
func (k *Kind) UnmarshalGQL(v any) error {
	return unmarshalName("Kind", v, KindByCode, k)
}

// MarshalGQL writes the relation's name.
func (r Relation) MarshalGQL(w io.Writer) { writeQuoted(w, r.String()) }

// UnmarshalGQL reads a relation's name.
func (r *Relation) UnmarshalGQL(v any) error {
	return unmarshalName("Relation", v, RelationByName, r)
}

// MarshalGQL writes the role's name.
func (r Role) MarshalGQL(w io.Writer) { writeQuoted(w, r.String()) }

// UnmarshalGQL reads a role's name.
func (r *Role) UnmarshalGQL(v any) error {
	return unmarshalName("Role", v, RoleByName, r)
}

func unmarshalName[T any](what string, v any, find func(string) (T, bool), into *T) error {
	name, _ := v.(string)
	found, ok := find(name)
	if !ok {
		return Errorf(Invalid, "%s is no %s", shorten(fmt.Sprint(v)), what)
	}
	*into = found
	return nil
}

// MarshalGQL writes the tag or null.
func (l Lang) MarshalGQL(w io.Writer) { writeQuoted(w, string(l)) }

// UnmarshalGQL reads a language tag.
func (l *Lang) UnmarshalGQL(v any) error { return unmarshalParsed(v, ParseLang, l) }

// MarshalGQL writes the expression or null.
func (e SPDX) MarshalGQL(w io.Writer) { writeQuoted(w, string(e)) }

// UnmarshalGQL reads a licence expression.
func (e *SPDX) UnmarshalGQL(v any) error { return unmarshalParsed(v, ParseSPDX, e) }

func unmarshalParsed[T ~string](v any, parse func(string) (T, error), into *T) error {
	if v == nil {
		*into = ""
		return nil
	}
	s, ok := v.(string)
	if !ok {
		return Errorf(Invalid, "%s is not a string", shorten(fmt.Sprint(v)))
	}
	parsed, err := parse(s)
	*into = parsed
	return err
}

// MarshalGQL writes the text as an object from language tag to text.
func (t Text) MarshalGQL(w io.Writer) {
	// A text of strings can always be written; the writer is a buffer.
	data, _ := json.Marshal(t)
	_, _ = w.Write(data)
}

// UnmarshalGQL reads an object from language tag to text, or a German string.
func (t *Text) UnmarshalGQL(v any) error {
	switch v := v.(type) {
	case nil:
		*t = nil
		return nil
	case string:
		*t = T(v)
		return nil
	case map[string]any:
		var out Text
		for _, tag := range slices.Sorted(maps.Keys(v)) {
			value, ok := v[tag].(string)
			if !ok {
				return Errorf(Invalid, "the text in language %s is not a string", shorten(tag))
			}
			out = append(out, Localized{Lang(tag), value})
		}
		*t = out
		return nil
	}
	return Errorf(Invalid, "a Text is an object from language tag to text, or a German string")
}
