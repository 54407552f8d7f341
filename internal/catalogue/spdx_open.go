package catalogue

import "strings"

// openLicences are identifiers of the SPDX licence list which are marked there
// as approved by the Open Source Initiative or as free by the Free Software
// Foundation (columns "OSI Approved" and "FSF Free/Libre" of
// https://spdx.org/licenses/), in lower case: SPDX compares without case.
// Deprecated spellings (GPL-2.0 for GPL-2.0-only) are among them.
//
// It holds what software of the administration is met under, not the whole
// list. A licence that is not here counts as not open, which is the harmless
// mistake: "source available" (BUSL-1.1, SSPL-1.0, Elastic-2.0) is not open.
var openLicences = func() map[string]bool {
	open := map[string]bool{}
	for id := range strings.FieldsSeq(`
		EUPL-1.1 EUPL-1.2
		GPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0-only GPL-3.0-or-later
		LGPL-2.0 LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1 LGPL-2.1-only LGPL-2.1-or-later
		LGPL-3.0 LGPL-3.0-only LGPL-3.0-or-later
		AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later
		MIT MIT-0 X11 ISC NCSA UPL-1.0 BlueOak-1.0.0 BSL-1.0 Zlib HPND
		0BSD BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Clear BSD-4-Clause
		Apache-1.1 Apache-2.0 AFL-3.0 ECL-2.0 EFL-2.0 Artistic-2.0
		MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception
		EPL-1.0 EPL-2.0 CPL-1.0 IPL-1.0 CDDL-1.0 APSL-2.0 OSL-3.0 QPL-1.0 Sleepycat
		MS-PL MS-RL MulanPSL-2.0
		CECILL-2.0 CECILL-2.1 CECILL-B CECILL-C LiLiQ-P-1.1 LiLiQ-R-1.1 LiLiQ-Rplus-1.1
		PostgreSQL OLDAP-2.8 PHP-3.01 Python-2.0 Ruby Vim W3C OpenSSL ZPL-2.1
		LPPL-1.3c OFL-1.1 CERN-OHL-P-2.0 CERN-OHL-W-2.0 CERN-OHL-S-2.0
		Unlicense WTFPL CC0-1.0 CC-BY-4.0 CC-BY-SA-4.0
	`) {
		open[strings.ToLower(id)] = true
	}
	return open
}()
