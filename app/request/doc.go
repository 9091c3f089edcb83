// Package request describes what is asked: one HTTP request as a person
// builds it, before it is prepared and sent.
//
// It is plain data. The page edits it, permalink turns it into a link, session
// prepares it for the wire. Nothing in it is normalised behind the person's
// back: the URL, every name and every value stand as they were typed.
//
// A session's defaults are written as a request as well; [Inherit] merges the two.
//
// Secrets are a type of their own, [Secret], that prints and marshals as a named
// hole such as {{password}}. Credentials that were typed into a header, a
// parameter or the URL itself are found by [Request.Seal].
package request
