// Package permalink turns a request into the fragment of a URL and back.
//
// It exists so that a request can be shared without a server: what stands after
// the "#" of an address never leaves the browser, and no link can expire. Opening a
// link only describes a request; nothing here sends one.
//
// # What a link keeps
//
// Method, URL, the rows of parameters and headers (those that are off too), the body
// of the selected kind, the fields of the selected way to authenticate, and the
// options that differ from their defaults. What was typed for a kind that is not
// selected stays out, so that nothing is shared that cannot be seen. Files go in
// by name, size and type; their bytes do not. Secrets stay out as named holes (see
// [request.Request.Seal]) unless the caller passes their values on purpose.
//
// # Format 1
//
//	v1.<base64url without padding>
//
// The bytes are: the length of the compressed data (uvarint), its CRC-32 (IEEE,
// little-endian, 4 bytes), and the data: raw deflate (RFC 1951) with the preset
// dictionary of dictionary.go, ended by a sync flush whose last four bytes 00 00
// FF FF are left out (as in RFC 7692, section 7.2.1). Inflated it is a sequence of
// records, each a letter and its fields, described in record.go; text stands as bytes behind
// a uvarint length, so that every string comes back as it went in, valid UTF-8 or not.
//
// Format and dictionary are frozen: a link that was made once opens for ever. A
// change, even an added record, needs a new version number. A link with a
// record or a value that this program does not know is refused as newer and never
// opened in part.
//
// # Format 2
//
//	v2.<base64url without padding>
//
// is format 1 with two records more, for the settings of package request that format 1 has no record for; dictionary and packing
// are the same. A link is written in the oldest format that holds it, so that more programs can read it.
//
// # Links written by hand
//
//	#?method=POST&url=https://example.com/items&header=Accept:%20text/plain&json={"a":1}
//
// Everything is percent-decoded, and "+" is a space except in url. The keys, all optional:
//
//	method       the method; without it GET, or POST where there is a body
//	url          the URL
//	param        name=value, a parameter added to the URL; several
//	header       Name: value; several
//	body         a text body
//	type         the media type of body; application/json makes it a JSON body
//	json         a JSON body
//	form         name=value, a field of a form body; several
//	auth         basic, bearer, apikey, digest, oauth2, oauth1, aws, jwt or hmac, and with it the settings of
//	             that way, by the names that [request.Settings] gives them: user, password, token, key …
//	timeout      seconds, or a duration such as 1m30s; and so every other option of [request.Settings]:
//	             connect, read, redirect, credentials, cache, retry, raise, pages …
//
// A "{{name}}" in a value asks the person who opens the link for that value, and is sent as it stands
// where that person gives none ([Link.Typed]). Auth without its secret asks for it, too, and needs it. Keys that are not known are reported in
// [Link.Notices]. An "&" inside url is to be written %26; where it was not, and url has
// a "?", what follows belongs to url up to the next key of this list (type counts
// only beside body, the keys of auth only beside auth).
//
// A param means its value, and is encoded for the URL: with param=q=a%2520b the value is "a%20b", and "q=a%2520b" is sent. A url
// means its spelling: with url=https://example.com/?q=a%2520b it is "q=a%20b".
//
// What chats and mail put behind a link is taken off, and reported in [Link.Notices] but for white space that is not encoded: a bracket or a
// quote that nothing opens, the parameters utm_… and the click IDs of advertisers. Of what is encoded, white space, %22 and %3E go only where no value
// ends in them, such as behind url, and characters that nobody sees go anywhere; so body=a%20%0A keeps both.
package permalink
