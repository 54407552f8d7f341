// Package oidc takes the bearer tokens of OpenID Connect issuers: JSON Web Tokens, verified
// here with the issuer's public keys, and turned into actors by what the operator says
// their claims mean.
//
//	token ─► issuer it names ─► algorithm ─► signature ─► audience ─► times ─► claims ─► actor
//	         one of ours?       asymmetric   a key of it  us           skew     grants
//
// A token is read before it is verified for one thing alone: to know which of the issuers
// that the operator named it claims to be of. Nothing that a token brings along is ever
// fetched or used as a key (jku, jwk, x5u): go-jose verifies with the issuer's keys alone,
// refuses what it must understand and does not (crit), and HMAC and "none" are no
// algorithms here, so a public key is never taken for a shared secret. Source: RFC 8725.
//
// Keys are fetched from where the issuer says (discovery). They are kept: an issuer that
// is away changes nothing for tokens whose keys are known. A key that is not known is
// looked for, but not more often than pause, however many names of keys are made up. Known
// keys are looked at again after an hour, so that one which the issuer has withdrawn goes.
//
// An issuer that was never reached, or is away while an unknown key is asked for, leaves
// open whether a token holds. That is not the fault of its bearer: he is told to come back
// (identity.Away), and the log says why.
//
// Why keys are fetched here and not by go-oidc: it fetches for every unknown key, and reads
// answers of any length.
package oidc
